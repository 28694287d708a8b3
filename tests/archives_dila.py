"""Small archives of the form of the DILA's, made by the tests: the XML of both bases, and their folders."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterable, Mapping
from pathlib import Path

CASF = "LEGITEXT000006074069"
GLOBALE = "Freemium_legi_global_20261120-140000.tar.gz"
DU_JOUR = "LEGI_20261127-212000.tar.gz"
_LEGI = "legi/global/code_et_TNC_en_vigueur"
Versions = Iterable[tuple[str, str, str, str]]
"""Of each: its identifier, its state, its first day, the day on which it ends."""


def split(identifier: str) -> str:
    """« LEGIARTI000031716152 »: « LEGI/ARTI/00/00/31/71/61/LEGIARTI000031716152 »."""
    digits = identifier[8:18]
    folders = "/".join(digits[at : at + 2] for at in range(0, 10, 2))
    return f"{identifier[:4]}/{identifier[4:8]}/{folders}/{identifier}"


def article_path(identifier: str, code: str = CASF) -> str:
    return f"{_LEGI}/code_en_vigueur/{split(code)}/article/{split(identifier)}.xml"


def texte_path(cid: str, identifier: str) -> str:
    return f"{_LEGI}/TNC_en_vigueur/{split(cid)}/texte/version/{identifier}.xml"


def jorf_path(identifier: str) -> str:
    return f"jorf/global/texte/version/{split(identifier)}.xml"


def article(
    own: tuple[str, str, str, str],
    number: str,
    others: Versions = (),
    *,
    code: str = CASF,
    words: str = "Le contrat.",
    links: str = "",
) -> str:
    """A version of an article, which names the others."""
    identifier, state, first, last = own
    versions = "".join(
        f'<VERSION etat="{one[1]}"><LIEN_ART debut="{one[2]}" etat="{one[1]}" fin="{one[3]}" id="{one[0]}" '
        f'num="{number}" origine="LEGI"/></VERSION>'
        for one in (own, *others)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<ARTICLE>
<META><META_COMMUN><ID>{identifier}</ID><ANCIEN_ID/><ORIGINE>LEGI</ORIGINE><NATURE>Article</NATURE></META_COMMUN>
<META_SPEC><META_ARTICLE><NUM>{number}</NUM><ETAT>{state}</ETAT><DATE_DEBUT>{first}</DATE_DEBUT>
<DATE_FIN>{last}</DATE_FIN><TYPE>AUTONOME</TYPE></META_ARTICLE></META_SPEC></META>
<CONTEXTE><TEXTE cid="{code}" nature="CODE"><TITRE_TXT debut="2000-12-23" fin="2999-01-01" id_txt="{code}"/></TEXTE>
</CONTEXTE>
<VERSIONS>{versions}</VERSIONS>
<NOTA><CONTENU/></NOTA>
<BLOC_TEXTUEL><CONTENU><p>{words}</p></CONTENU></BLOC_TEXTUEL>
<LIENS>{links}</LIENS>
</ARTICLE>
"""


def link(kind: str, title: str) -> str:
    """What another text did of this one."""
    return (
        f'<LIEN cidtexte="" datesignatexte="" id="" naturetexte="" num="" sens="cible" typelien="{kind}">{title}</LIEN>'
    )


def texte(
    cid: str,
    identifier: str,
    *,
    nature: str = "DECRET",
    number: str = "",
    nor: str = "",
    signed: str = "2999-01-01",
    published: str = "2999-01-01",
    modified: str = "",
    state: str = "VIGUEUR",
    first: str = "2999-01-01",
    last: str = "2999-01-01",
) -> str:
    """A version of a text that is no code, or the text as the Journal officiel published it, without a `state`."""
    etat = f"<ETAT>{state}</ETAT>" if state else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<TEXTE_VERSION>
<META><META_COMMUN><ID>{identifier}</ID><ORIGINE>LEGI</ORIGINE><NATURE>{nature}</NATURE></META_COMMUN>
<META_SPEC><META_TEXTE_CHRONICLE><CID>{cid}</CID><NUM>{number}</NUM><NUM_SEQUENCE>1</NUM_SEQUENCE><NOR>{nor}</NOR>
<DATE_PUBLI>{published}</DATE_PUBLI><DATE_TEXTE>{signed}</DATE_TEXTE>
<DERNIERE_MODIFICATION>{modified}</DERNIERE_MODIFICATION></META_TEXTE_CHRONICLE>
<META_TEXTE_VERSION><TITRE>Texte</TITRE><TITREFULL>Texte entier</TITREFULL>{etat}<DATE_DEBUT>{first}</DATE_DEBUT>
<DATE_FIN>{last}</DATE_FIN><LIENS/></META_TEXTE_VERSION></META_SPEC></META>
</TEXTE_VERSION>
"""


def archive(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """An archive of these files, by their paths; a daily one has them under the folder of its date."""
    folder = "" if "global" in path.name else f"{path.name.split('_')[-1].removesuffix('.tar.gz')}/"
    with tarfile.open(path, "w:gz") as tar:
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            header = tarfile.TarInfo(f"{folder}{name}")
            header.size = len(data)
            tar.addfile(header, io.BytesIO(data))
    return path


def watched_in_the_page(folder: Path) -> None:
    """The two archives of docs/veille-juridique.md: all in them is invented, but their form."""
    a, b, c = "LEGIARTI000031716152", "LEGIARTI000099000001", "LEGIARTI000099000002"
    d, e = "LEGIARTI000099000003", "LEGIARTI000099000004"
    first, second = (a, "MODIFIE", "2015-12-30", "2023-06-30"), (b, "VIGUEUR", "2023-06-30", "2999-01-01")
    stillborn = (c, "MODIFIE_MORT_NE", "2026-07-01", "2026-07-01")
    by = link("MODIFIE", "Loi n° 2099-1 du 1er janvier 2099 - art. 3")
    arrete = ("JORFTEXT000034160098", "LEGITEXT000099000005")
    archive(
        folder / GLOBALE,
        {
            article_path(a): article(first, "L313-11-1", [stillborn, second]),
            article_path(b): article(second, "L313-11-1", [first, stillborn], words="Autres mots.", links=by),
            article_path(d): article((d, "VIGUEUR", "2003-10-26", "2999-01-01"), "D313-17"),
            article_path(e): article((e, "VIGUEUR", "2003-10-26", "2999-01-01"), "L999-9"),
            texte_path(*arrete): texte(*arrete, nature="ARRETE", signed="2017-03-03", first="2017-03-11"),
        },
    )
    archive(folder / DU_JOUR, {article_path(d): article((d, "ABROGE_DIFF", "2003-10-26", "2027-01-01"), "D313-17")})
