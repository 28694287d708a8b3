"""Ways in and out, in a real browser, whose policy of contents holds forms to the desk: with a script and without."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from sqlalchemy import Engine, update

from engine.bureau.access.first import administrator_link
from engine.bureau.access.rights import REDACTEUR
from engine.bureau.settings import Settings
from engine.bureau.storage.tables import comptes
from tests.bureau.fournisseur import CLIENT, WORD, Fournisseur, started
from tests.bureau.navigateur.conftest import Visits
from tests.bureau.serveur import Server, serving

PASSWORD = "cheval agrafe pile bleue"  # noqa: S105 - nobody's


@pytest.fixture(scope="module")
def provider() -> Iterator[Fournisseur]:
    made = Fournisseur()
    server = started(made)
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def server(
    base_address: str, base: Engine, provider: Fournisseur, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    settings = Settings(
        base=base_address, oidc_fournisseur=provider.url, oidc_client=CLIENT, oidc_secret=WORD, oidc_nom="ProConnect"
    )
    with serving(settings, tmp_path_factory.mktemp("serveur")) as made:
        yield made


@pytest.mark.parametrize("scripts", [True, False])
def test_a_link_leads_to_a_password_then_the_password_signs_in(visits: Visits, scripts: bool) -> None:
    mail = f"chef-{scripts}@exemple.fr".lower()
    window = visits.window(scripts=scripts)
    window.goto(administrator_link(visits.desk.base, visits.server.settings, mail))
    window.get_by_role("button", name="Se connecter").click()
    expect(window.get_by_role("heading", name="Mon compte")).to_be_visible()
    window.get_by_label("Nouveau mot de passe", exact=True).fill(PASSWORD)
    window.get_by_label("Nouveau mot de passe, encore une fois").fill(PASSWORD)
    window.get_by_role("button", name="Enregistrer").click()
    expect(window.get_by_text("Votre mot de passe est enregistré")).to_be_visible()
    window.get_by_role("button", name="Se déconnecter").click()
    window.get_by_label("Adresse électronique").fill(mail)
    window.get_by_label("Mot de passe").fill(PASSWORD)
    window.get_by_role("button", name="Se connecter").click()
    expect(window.get_by_role("link", name="Comptes")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_gestionnaire_opens_its_link_until_it_is_taken_back(visits: Visits, scripts: bool) -> None:
    visits.forgiven = True  # the browser tells of the page that is refused at the end
    dossier = visits.desk.dossier(title="Association Exemple")
    officer = visits.officer(scripts=scripts)
    officer.goto(f"/dossiers/{dossier}/invitations")
    officer.get_by_label("Nom de la personne").fill("Jeanne Exemple")
    officer.get_by_role("button", name="Inviter").click()
    link = officer.get_by_label("Lien").input_value()
    guest = visits.window(scripts=scripts)
    guest.goto(link)
    guest.get_by_role("button", name="Ouvrir le questionnaire").click()
    expect(guest.get_by_role("heading", name="Association Exemple")).to_be_visible()
    officer.goto(f"/dossiers/{dossier}/invitations")
    officer.get_by_role("button", name="Retirer").click()
    expect(officer.get_by_role("cell", name="retirée")).to_be_visible()
    guest.reload()
    expect(guest.get_by_role("heading", name="Connexion nécessaire")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_provider_signs_in_and_out(visits: Visits, provider: Fournisseur, scripts: bool) -> None:
    provider.sub, provider.email = f"personne-{scripts}", f"camille-{scripts}@exemple.fr".lower()
    compte = visits.desk.account(REDACTEUR)
    with visits.desk.base.begin() as db:
        db.execute(update(comptes).where(comptes.c.id == compte).values(courriel=provider.email))
    window = visits.window(scripts=scripts)
    window.goto("/connexion")
    window.get_by_role("link", name="Se connecter avec ProConnect").click()
    expect(window.get_by_role("link", name="Dossiers", exact=True)).to_be_visible()
    window.get_by_role("button", name="Se déconnecter").click()
    expect(window.get_by_role("heading", name="Se connecter")).to_be_visible()
    assert provider.asked.pop("fin")["post_logout_redirect_uri"] == f"{visits.server.url}/connexion"
