/* What the fields hold against what they showed: the difference is what is to be saved. An empty field erases nothing. */
import { efface, rappel } from "./annonces.js";
import { estVide, memes } from "./attente.js";
import { champDe, chemins, donne, renouvelle, toutes, valeurs } from "./champs.js";

const ici = () => location.pathname + location.search;

export function saisie(formulaire, file) {
  let vus = toutes(formulaire);
  let change = false; /* the fields themselves: a browser says that one taken away lost the cursor, and it is no answer */
  const vu = (chemin) => vus.get(chemin) ?? [];
  const etat = () => formulaire.elements.etat.value;

  /* A value that changed waits to be sent, with the one that was shown. One in conflict waits for a choice. */
  function note(chemin) {
    if (change || !champDe(formulaire, chemin)) return;
    const avant = file.entrees.get(chemin);
    const valeur = valeurs(formulaire, chemin);
    if (avant && memes(avant.valeur, valeur)) return;
    if (avant?.retenu === "conflit") {
      file.met(chemin, { ...avant, valeur });
      return;
    }
    efface(formulaire, chemin);
    if (memes(vu(chemin), valeur)) {
      file.retire(chemin);
    } else if (estVide(valeur)) {
      file.retire(chemin);
      rappel(formulaire, chemin, vu(chemin).join(", "));
    } else {
      file.met(chemin, { etat: avant?.etat ?? etat(), vu: vu(chemin), valeur, page: ici(), retenu: "" });
    }
  }

  /* The server has this value. What was typed since is compared with it. */
  function acquiert(chemin, valeur) {
    vus.set(chemin, valeur);
    const entree = file.entrees.get(chemin);
    if (entree && memes(entree.valeur, valeur)) file.retire(chemin);
    else if (entree) file.met(chemin, { ...entree, vu: valeur });
    else note(chemin);
  }

  /* The other's value, instead of mine. */
  function prend(chemin, autre) {
    file.retire(chemin);
    vus.set(chemin, autre);
    donne(formulaire, chemin, autre);
  }

  /* Mine, now that the other's was seen. */
  const maintient = (chemin, autre) => file.met(chemin, { etat: etat(), vu: autre, valeur: valeurs(formulaire, chemin), page: ici(), retenu: "" });

  /* The questions of a page that was read again; what waits stays in its field. */
  function remplace(page) {
    for (const chemin of chemins(formulaire)) note(chemin);
    change = true;
    const [neufs, curseur] = renouvelle(formulaire, page);
    vus = toutes(formulaire);
    for (const [chemin, { valeur }] of file.entrees) donne(formulaire, chemin, valeur);
    curseur();
    change = false;
    return neufs;
  }

  /* What a former visit could not send goes back to its field. */
  function reprend() {
    for (const [chemin, { valeur }] of [...file.entrees]) {
      if (vus.has(chemin) && memes(vu(chemin), valeur)) file.retire(chemin);
      else donne(formulaire, chemin, valeur);
    }
  }

  /* What is posted: the answers of one state, each with the value that was shown. */
  function corps(lot) {
    const dit = new URLSearchParams([["etat", lot[0]?.[1].etat ?? etat()]]);
    for (const [chemin, entree] of lot) {
      for (const une of entree.vu.length ? entree.vu : [""]) dit.append(`v:${chemin}`, une);
      for (const une of entree.valeur) dit.append(`f:${chemin}`, une);
    }
    return dit;
  }

  return { note, acquiert, prend, maintient, remplace, reprend, corps };
}
