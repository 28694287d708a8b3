/* The desk's own script. Every page works without it: it saves answers as they come, and shows the contract as it changes. */
import { apercu } from "./apercu.js";
import { enregistre } from "./enregistrer.js";
import { bascule } from "./bascule.js";

const formulaire = document.querySelector("form[data-enregistrer]");
const contrat = document.querySelector("[data-apercu]");
const vue = contrat ? apercu(contrat) : null;
const vers = bascule(document.querySelector(".cote-a-cote"));
if (formulaire) enregistre(formulaire, () => vue?.rafraichir());
if (vue) vue.relie(formulaire, vers);
