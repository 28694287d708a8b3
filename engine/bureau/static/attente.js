/* Answers that the server does not have yet. The browser keeps them too, so that a closed page, a network that fails or a
   machine that stops loses none: they are taken up again when the page is next opened by the same person. */

const INCONNU = "?"; /* what « Je ne sais pas encore » posts: no answer, that somebody chose */

/* « a\r\nb  \n » and « a\nb » are the same answer: a text block ends with a line that no form posts. Nothing, and a choice of nothing,
   too. */
export const memes = (une, autre) => sobres(une) === sobres(autre);
const sobres = (valeurs) => valeurs.map(sobre).filter((une) => une && une !== INCONNU).join("\n");
const sobre = (texte) => texte.replace(/\r\n?/g, "\n").trim();

export const estVide = (valeurs) => valeurs.every((une) => sobre(une) === "");

/* One entry a path: { etat, vu, valeur, page, retenu }; `page` is where it was typed, `retenu` (conflit, erreur) what keeps it from
   being sent again as it is. */
export function attente(cle) {
  const entrees = new Map(lues(cle));
  /* Another tab of the same person keeps its own answers there: one path changes, and no other. */
  const garde = (chemin) => {
    try {
      const gardees = new Map(lues(cle));
      gardees.delete(chemin);
      if (entrees.has(chemin)) gardees.set(chemin, entrees.get(chemin));
      if (gardees.size) localStorage.setItem(cle, JSON.stringify([...gardees]));
      else localStorage.removeItem(cle);
    } catch { /* A browser that keeps nothing: the page alone has them, and asks before it is closed. */ }
  };
  return {
    entrees,
    met(chemin, entree) { entrees.delete(chemin); entrees.set(chemin, entree); garde(chemin); },
    retire(chemin) { if (entrees.delete(chemin)) garde(chemin); },
    retient(chemin, pourquoi) {
      const entree = entrees.get(chemin);
      if (entree) { entree.retenu = pourquoi; garde(chemin); }
    },
    /* What can be sent at once: of one state, so many at most. */
    pretes(combien) {
      const libres = [...entrees].filter(([, entree]) => !entree.retenu);
      return libres.filter(([, entree]) => entree.etat === libres[0][1].etat).slice(0, combien);
    },
    retenues: () => [...entrees].filter(([, entree]) => entree.retenu),
  };
}

function lues(cle) {
  try {
    const trouvees = JSON.parse(localStorage.getItem(cle) ?? "[]");
    return trouvees.map(([chemin, entree]) => [chemin, { ...entree, retenu: "" }]);
  } catch {
    return [];
  }
}
