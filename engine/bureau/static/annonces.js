/* What is said of saving: politely, once, at the foot of the questionnaire; and at its field what an answer is refused for. */
import { champDe } from "./champs.js";

export function annonces(lieu, reessaye) {
  const dit = lieu.querySelector("[role=status]");
  const bouton = lieu.querySelector("button");
  lieu.hidden = false;
  bouton.hidden = true;
  bouton.addEventListener("click", reessaye);
  return (texte, enEchec = false, page = null) => {
    const contenu = page ? [`${texte} `, elements("a", { href: page }, "Y aller")] : [texte];
    if (dit.textContent !== contenu.map((un) => un.textContent ?? un).join("")) dit.replaceChildren(...contenu);
    dit.classList.toggle("en-echec", enEchec);
    bouton.hidden = !enEchec;
  };
}

export function heure(moment = new Date()) {
  return `${moment.getHours()} h ${String(moment.getMinutes()).padStart(2, "0")}`;
}

/* The box of a field: what is said of it goes there. */
const boiteDe = (champ) => champ.closest(".champ") ?? champ.closest("fieldset") ?? champ.parentElement;

export function efface(formulaire, chemin) {
  const champ = champDe(formulaire, chemin);
  if (!champ) return;
  const boite = boiteDe(champ);
  boite.querySelectorAll("[data-dit]").forEach((un) => un.remove());
  boite.classList.remove("en-conflit");
  champ.removeAttribute("aria-invalid");
  decrit(champ);
}

function pose(champ, element) {
  element.dataset.dit = "";
  element.id = `dit-${champ.name}`;
  boiteDe(champ).append(element);
  decrit(champ, element.id);
}

/* The descriptions that the page gave stay; ours come first. */
function decrit(champ, id = "") {
  const autres = (champ.getAttribute("aria-describedby") ?? "").split(" ").filter((un) => un && !un.startsWith("dit-"));
  const tous = [id, ...autres].filter(Boolean).join(" ");
  if (tous) champ.setAttribute("aria-describedby", tous);
  else champ.removeAttribute("aria-describedby");
}

export function erreur(formulaire, { chemin, message, conseil }) {
  const champ = champDe(formulaire, chemin);
  if (!champ) return;
  efface(formulaire, chemin);
  champ.setAttribute("aria-invalid", "true");
  pose(champ, elements("p", { className: "erreur" }, ["Erreur : ", message, conseil ? ` ${conseil}` : ""].join("")));
}

/* An emptied field: what is saved stays, unless the button says otherwise. */
export function rappel(formulaire, chemin, valeur) {
  const champ = champDe(formulaire, chemin);
  if (!champ) return;
  efface(formulaire, chemin);
  pose(champ, elements("p", { className: "aide" }, `La réponse enregistrée est gardée (« ${valeur} »). `,
    elements("button", { className: "lien", name: `efface:${chemin}`, value: "1" }, "Effacer cette réponse")));
}

/* Both values, and who gave the other one; nothing is chosen for whoever reads. */
export function conflit(formulaire, { chemin, mien, autre, qui, retire = false }, { garde, prend }) {
  const champ = champDe(formulaire, chemin);
  if (!champ) return;
  efface(formulaire, chemin);
  boiteDe(champ).classList.add("en-conflit");
  const choix = (mots, action) => {
    const bouton = elements("button", { type: "button", className: "petit" }, mots);
    bouton.addEventListener("click", () => { efface(formulaire, chemin); action(); champ.focus(); });
    return bouton;
  };
  const autres = retire
    ? [elements("p", {}, elements("strong", {}, `${qui || "Quelqu’un"} a retiré cet élément pendant que vous y répondiez : votre réponse n’a plus de place dans le contrat.`)),
      elements("dl", {}, elements("dt", {}, "Votre réponse"), elements("dd", {}, lisible(mien))),
      elements("p", { className: "actions" }, choix("Abandonner ma réponse", prend))]
    : [elements("p", {}, elements("strong", {}, `Deux réponses différentes : ${qui || "quelqu’un"} a répondu en même temps que vous. La vôtre n’est pas encore enregistrée.`)),
      elements("dl", {},
        elements("dt", {}, `Réponse enregistrée${qui ? ` (${qui})` : ""}`), elements("dd", {}, lisible(autre)),
        elements("dt", {}, "Votre réponse"), elements("dd", {}, lisible(mien))),
      elements("p", { className: "actions" }, choix("Enregistrer ma réponse", garde), choix("Prendre l’autre réponse", prend))];
  pose(champ, elements("div", { className: "message attention conflit" }, ...autres));
}

export const liste = (valeur) => (Array.isArray(valeur) ? valeur.map(String) : valeur == null ? [] : [String(valeur)]);

const lisible = (valeur) => liste(valeur).join(", ") || "(rien)";

function elements(nom, attributs, ...contenu) {
  const fait = Object.assign(document.createElement(nom), attributs);
  fait.append(...contenu);
  return fait;
}
