/* The contract beside the questionnaire: only what changed is asked for and replaced; a question shows its sentence. */
import { champDe, cheminDe } from "./champs.js";
import { constate } from "./constats.js";
import { poste } from "./serveur.js";

const SUR_LE_COTE = matchMedia("(min-width: 64rem)");
const DOUX = matchMedia("(prefers-reduced-motion: no-preference)");
const ENCORE = 5000;

export function apercu(lieu) {
  const adresse = lieu.dataset.apercu;
  const boite = lieu.closest(".contrat-vu") ?? lieu;
  let enVol = false;
  let encore = false;
  let questions = null;
  let question = null;

  async function rafraichir() {
    encore = true;
    if (enVol) return;
    enVol = true;
    try {
      while (encore) {
        encore = false;
        await demande();
      }
      lieu.removeAttribute("aria-busy");
    } catch {
      lieu.setAttribute("aria-busy", "true");
      setTimeout(rafraichir, ENCORE);
    } finally {
      enVol = false;
    }
  }

  async function demande() {
    const corps = new URLSearchParams([...fragments()].map((un) => [un.dataset.fragment, un.dataset.empreinte]));
    const reponse = await poste(adresse, corps);
    if (!reponse.ok) throw new Error(reponse.status);
    remplace(await reponse.json());
  }

  const fragments = () => lieu.querySelectorAll("[data-fragment]");

  function remplace({ ordre, changes, constats, manquants, champs }) {
    const presents = new Map([...fragments()].map((un) => [un.dataset.fragment, un]));
    const lu = [...fragments()].find((un) => un.contains(document.activeElement))?.dataset.fragment;
    presents.forEach((un) => un.classList.remove("change"));
    for (const [id, html] of Object.entries(changes)) presents.set(id, neuf(html));
    let place = lieu.firstElementChild;
    for (const id of ordre) {
      const un = presents.get(id);
      if (un === place) place = place.nextElementSibling;
      else if (changes[id] !== undefined && place?.dataset.fragment === id) { place.replaceWith(un); place = un.nextElementSibling; }
      else lieu.insertBefore(un, place);
    }
    while (place) { const suivant = place.nextElementSibling; place.remove(); place = suivant; }
    for (const [quoi, html] of [["constats", constats], ["manquants", manquants]]) {
      const ou = document.querySelector(`[data-${quoi}]`);
      if (ou && typeof html === "string") ou.innerHTML = html;
    }
    if (questions && champs) constate(questions, champs);
    if (question !== null) marque(question);
    if (lu && changes[lu] !== undefined) { presents.get(lu).tabIndex = -1; presents.get(lu).focus({ preventScroll: true }); }
  }

  function neuf(html) {
    const modele = document.createElement("template");
    modele.innerHTML = html;
    const un = modele.content.firstElementChild;
    un.classList.add("change");
    return un;
  }

  /* The words that an answer enters are marked, in what is replaced too. */
  function marque(chemin) {
    question = chemin;
    const dit = CSS.escape(chemin);
    lieu.querySelectorAll(".vise").forEach((un) => un.classList.remove("vise"));
    const trouves = lieu.querySelectorAll(`[data-chemin="${dit}"], [data-chemins~="${dit}"]`);
    trouves.forEach((un) => un.classList.add("vise"));
    return trouves[0];
  }

  /* The first of them comes to the eye, where it can see both. */
  function vise(chemin) {
    const premier = marque(chemin);
    if (!premier || !SUR_LE_COTE.matches) return;
    const haut = premier.getBoundingClientRect().top - boite.getBoundingClientRect().top + boite.scrollTop;
    boite.scrollTo({ top: haut - boite.clientHeight / 3, behavior: DOUX.matches ? "smooth" : "auto" });
  }

  /* From a question to its sentences; from the words that are an answer to their question, here or on its page. */
  function relie(formulaire, vers) {
    questions = formulaire;
    formulaire?.addEventListener("focusin", ({ target }) => {
      const chemin = cheminDe(target);
      if (chemin !== null) vise(chemin);
    });
    lieu.addEventListener("click", ({ target }) => {
      const chemin = target.closest("[data-chemin]")?.dataset.chemin;
      if (!chemin || target.closest("a") || !formulaire) return;
      const champ = champDe(formulaire, chemin);
      if (!champ) {
        location.assign(`${adresse.replace(/contrat$/, "questionnaire")}?chemin=${encodeURIComponent(chemin)}`);
        return;
      }
      vers("questionnaire");
      champ.focus();
    });
  }

  return { rafraichir, relie };
}
