/* The fields of the questionnaire: their values, the place of the cursor, the questions that came or went. */

const PREFIXE = "f:";

export const cheminDe = (element) => (element?.name?.startsWith(PREFIXE) ? element.name.slice(PREFIXE.length) : null);

const champsDe = (formulaire, chemin) => [...formulaire.elements].filter((un) => un.name === PREFIXE + chemin);

export const champDe = (formulaire, chemin) => champsDe(formulaire, chemin).find((un) => un.type !== "hidden") ?? null;

export function chemins(formulaire) {
  return new Set([...formulaire.elements].filter((un) => un.type !== "file").map(cheminDe).filter((un) => un !== null));
}

export function valeurs(formulaire, chemin) {
  return new FormData(formulaire).getAll(PREFIXE + chemin).filter((une) => typeof une === "string");
}

/* Everything that is shown, in one reading. */
export function toutes(formulaire) {
  const lues = new Map([...chemins(formulaire)].map((chemin) => [chemin, []]));
  for (const [nom, valeur] of new FormData(formulaire)) {
    if (nom.startsWith(PREFIXE) && typeof valeur === "string") lues.get(nom.slice(PREFIXE.length))?.push(valeur);
  }
  return lues;
}

export function donne(formulaire, chemin, donnees) {
  const [premiere = ""] = donnees;
  const plusieurs = donnees.flatMap((une) => une.split("\n")); /* as the server says the values of several boxes */
  for (const un of champsDe(formulaire, chemin)) {
    if (un.type === "radio") un.checked = un.value === premiere;
    else if (un.type === "checkbox") un.checked = plusieurs.includes(un.value);
    else if (un.type === "select-multiple") for (const option of un.options) option.selected = plusieurs.includes(option.value);
    else if (un.type !== "hidden" && un.type !== "file") un.value = premiere;
  }
}

/* Put the questions of a page that was read again in the place of those that are shown. Answers the paths that are new, and what
   puts the cursor back, once the values are. */
export function renouvelle(formulaire, page) {
  const neuf = page.querySelector("form[data-enregistrer]");
  const avant = chemins(formulaire);
  const curseur = placeDuCurseur(formulaire);
  const ouverts = new Set([...formulaire.querySelectorAll("details[open]")].map(titreDe));
  formulaire.replaceChildren(...neuf.childNodes);
  for (const pli of formulaire.querySelectorAll("details")) if (ouverts.has(titreDe(pli))) pli.open = true;
  for (const un of document.querySelectorAll("[data-renouvele][id]")) {
    const autre = page.getElementById(un.id);
    if (autre) un.replaceChildren(...autre.childNodes);
  }
  const neufs = [...chemins(formulaire)].filter((chemin) => !avant.has(chemin));
  return [neufs, () => remetLeCurseur(formulaire, curseur)];
}

const titreDe = (pli) => pli.id || pli.querySelector("summary")?.textContent.trim();

function placeDuCurseur(formulaire) {
  const actif = document.activeElement;
  if (!formulaire.contains(actif)) return null;
  const place = { id: actif.id, nom: actif.name, valeur: ["radio", "checkbox", "submit"].includes(actif.type) ? actif.value : null };
  try { place.bornes = [actif.selectionStart, actif.selectionEnd, actif.selectionDirection]; } catch { /* no text in it */ }
  return place;
}

function remetLeCurseur(formulaire, place) {
  if (!place) return;
  const pareils = [...formulaire.elements].filter((un) => un.name === place.nom && (place.valeur === null || un.value === place.valeur));
  const cible = (place.id && formulaire.querySelector(`#${CSS.escape(place.id)}`)) || (place.nom && pareils[0]);
  if (!cible) return;
  cible.focus({ preventScroll: true });
  try { if (place.bornes?.[0] != null) cible.setSelectionRange(...place.bornes); } catch { /* no text in it */ }
}
