/* What is found of an answer, at its field, as the page says it when it is opened. */
import { champDe, chemins } from "./champs.js";

const GRAVITES = { erreur: "Erreur.", avertissement: "Avertissement.", information: "Information." };

export function constate(formulaire, champs) {
  for (const chemin of chemins(formulaire)) {
    const boite = champDe(formulaire, chemin)?.closest(".champ");
    if (!boite) continue;
    const dits = (champs[chemin] ?? []).map(paragraphe);
    const avant = [...boite.querySelectorAll(":scope > .constat")];
    if (avant.map((un) => un.textContent).join() === dits.map((un) => un.textContent).join()) continue;
    avant.forEach((un) => un.remove());
    const source = boite.querySelector(":scope > .source");
    for (const un of dits) boite.insertBefore(un, source);
  }
}

function paragraphe({ gravite, message, conseil }) {
  const un = document.createElement("p");
  un.className = `constat ${gravite}`;
  const fort = document.createElement("strong");
  fort.textContent = GRAVITES[gravite] ?? "";
  un.append(fort, ` ${[message, conseil].filter(Boolean).join(" ")}`);
  return un;
}
