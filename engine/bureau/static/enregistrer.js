/* Answers are saved as they come: those that changed, with the value that was shown, in order, one request at a time.
   A request that fails is sent again; what the server refuses stays in its field, told there. */
import { annonces, conflit, efface, erreur, heure, liste, rappel } from "./annonces.js";
import { attente, estVide, memes } from "./attente.js";
import { champDe, cheminDe, chemins, donne, renouvelle, toutes, valeurs } from "./champs.js";

const APRES_LA_FRAPPE = 1200;
const APRES_UN_CHOIX = 120;
const DELAIS = [2, 5, 10, 30, 60];
const PLUSIEURS = 100;
const OPERATION = /^(ajoute|retire|deplace|efface):/;

export const jeton = () => document.querySelector("meta[name=csrf]")?.content ?? "";
const visiteur = () => document.querySelector("meta[name=visiteur]")?.content ?? "";

export function enregistre(formulaire, { apres }) {
  const adresse = formulaire.dataset.enregistrer;
  const file = attente(`cpom ${adresse} ${visiteur()}`);
  const dit = annonces(document.querySelector("[data-annonce]"), () => envoie());
  let vus = toutes(formulaire);
  let enVol = null;
  let minuterie = 0;
  let echecs = 0;
  let combien = PLUSIEURS;
  let part = false;

  const etat = () => formulaire.elements.etat.value;

  /* What a field holds now, against what it showed. */
  function note(chemin) {
    const vu = file.entrees.get(chemin)?.vu ?? vus.get(chemin) ?? [];
    const valeur = valeurs(formulaire, chemin);
    const avant = file.entrees.get(chemin);
    if (avant && memes(avant.valeur, valeur)) return;
    if (memes(vus.get(chemin) ?? [], valeur)) {
      file.retire(chemin);
      efface(formulaire, chemin);
    } else if (estVide(valeur)) {
      file.retire(chemin);
      rappel(formulaire, chemin, `La réponse enregistrée est gardée (« ${vu.join(", ")} »). Pour la supprimer, servez-vous du bouton « Effacer ».`);
    } else {
      file.met(chemin, { etat: avant?.etat ?? etat(), vu, valeur, retenu: "" });
      efface(formulaire, chemin);
    }
  }

  function bientot(delai) {
    clearTimeout(minuterie);
    minuterie = setTimeout(envoie, delai);
  }

  function corpsDe(lot) {
    const corps = new URLSearchParams([["etat", lot.length ? lot[0][1].etat : etat()]]);
    for (const [chemin, { vu, valeur }] of lot) {
      for (const une of vu.length ? vu : [""]) corps.append(`v:${chemin}`, une);
      for (const une of valeur) corps.append(`f:${chemin}`, une);
    }
    return corps;
  }

  const poste = (corps, options = {}) => fetch(adresse, {
    method: "POST", body: corps, headers: { Accept: "application/json", "X-CSRF": jeton() },
    signal: AbortSignal.timeout(60_000), ...options,
  });

  /* One at a time: whoever asks while a request is on its way waits for it. */
  async function envoie() {
    clearTimeout(minuterie);
    if (enVol) return enVol;
    const lot = file.pretes(combien);
    if (!lot.length) return dis();
    enVol = tente(lot);
    const suite = await enVol;
    enVol = null;
    if (suite === "encore" && file.pretes(1).length) return envoie();
    return suite;
  }

  async function tente(lot) {
    let reponse, lu;
    try {
      reponse = await poste(corpsDe(lot));
      lu = await reponse.json();
    } catch {
      return reponse?.ok === false ? refuse(reponse.status, {}, lot) : attends("le bureau ne répond pas");
    }
    if (!reponse.ok) return refuse(reponse.status, lu, lot);
    echecs = 0;
    combien = PLUSIEURS;
    await recoit(lu, lot);
    return "encore";
  }

  async function recoit(lu, lot) {
    const gardes = new Set([...lu.conflits ?? [], ...lu.erreurs ?? []].map(({ chemin }) => chemin));
    for (const [chemin, { valeur }] of lot) if (!gardes.has(chemin)) acquiert(chemin, valeur);
    if (lu.questions_changees) await relis();
    for (const un of lu.erreurs ?? []) { file.retient(un.chemin, "erreur"); erreur(formulaire, un); }
    for (const un of lu.conflits ?? []) montreLeConflit(un);
    dis(lot.length > gardes.size ? heure() : "");
    apres();
  }

  /* What came in while the request was on its way stays to be sent, from what is now saved. */
  function acquiert(chemin, valeur) {
    vus.set(chemin, valeur);
    const entree = file.entrees.get(chemin);
    if (!entree) return;
    if (memes(entree.valeur, valeur)) file.retire(chemin);
    else file.met(chemin, { ...entree, vu: valeur });
  }

  function montreLeConflit(un) {
    const autre = liste(un.autre);
    file.retient(un.chemin, "conflit");
    conflit(formulaire, un, {
      garde() {
        const mien = valeurs(formulaire, un.chemin);
        file.met(un.chemin, { etat: etat(), vu: autre, valeur: mien, retenu: "" });
        envoie();
      },
      prend() {
        donne(formulaire, un.chemin, autre);
        vus.set(un.chemin, autre);
        file.retire(un.chemin);
        dis(heure());
      },
    });
  }

  async function refuse(statut, lu, lot) {
    if (statut === 401 || statut === 403) {
      if (await relis(false) && echecs === 0) return attends("nous vérifions votre connexion", 1);
      return attends("votre connexion a pris fin. Ouvrez à nouveau votre lien, ou reconnectez-vous, dans un autre onglet");
    }
    if (statut >= 500 || statut === 429 || statut === 409 || statut === 408) {
      combien = 1; /* one of them may be the cause: the others go by themselves */
      file.met(...lot[0]);
      return attends("le bureau n’y parvient pas");
    }
    for (const [chemin] of lot) {
      file.retient(chemin, "erreur");
      erreur(formulaire, { chemin, message: lu.message ?? "cette réponse est refusée.", conseil: lu.conseil ?? "" });
    }
    dis();
    return "encore";
  }

  function attends(pourquoi, secondes = DELAIS[Math.min(echecs, DELAIS.length - 1)]) {
    echecs += 1;
    bientot(secondes * 1000);
    dit(`Pas encore enregistré : ${pourquoi}. Vos réponses restent dans cette page, et seront envoyées à nouveau.`, true);
    return "echec";
  }

  let dernier = "";
  function dis(quand = "") {
    dernier = quand || dernier;
    const retenues = file.retenues();
    const reste = retenues === 1 ? "une réponse attend votre choix ou une correction" : `${retenues} réponses attendent votre choix ou une correction`;
    const dits = [dernier && `Enregistré à ${dernier}`, retenues && reste].filter(Boolean).join(" ; ");
    if (dits) dit(`${dits}.`);
  }

  /* The page as the server now has it. What is being typed stays, and goes on being compared with what was shown. */
  async function relis(entiere = true) {
    try {
      const reponse = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!reponse.ok) return false;
      const page = new DOMParser().parseFromString(await reponse.text(), "text/html");
      const neuf = page.querySelector("meta[name=csrf]");
      if (!neuf || !page.querySelector("form[data-enregistrer]")) return false;
      document.querySelector("meta[name=csrf]").content = neuf.content;
      return entiere ? remplace(page) : true;
    } catch {
      return false;
    }
  }

  function remplace(page) {
    for (const [chemin, valeur] of toutes(formulaire)) if (!memes(vus.get(chemin) ?? [], valeur)) note(chemin);
    const neufs = renouvelle(formulaire, page);
    vus = toutes(formulaire);
    for (const [chemin, { valeur }] of file.entrees) donne(formulaire, chemin, valeur);
    return neufs;
  }

  /* Add, remove, move, erase: with what waits, then the page as it is after. */
  async function opere(bouton) {
    for (const chemin of chemins(formulaire)) note(chemin);
    if (await envoie() === "echec") return;
    const corps = corpsDe([]);
    corps.append(bouton.name, bouton.value);
    try {
      const reponse = await poste(corps);
      if (!reponse.ok) { attends("le bureau n’y parvient pas"); return; }
      await reponse.json();
    } catch {
      attends("le bureau ne répond pas");
      return;
    }
    const efface = bouton.name.startsWith("efface:") ? bouton.name.slice(7) : null;
    if (efface !== null) for (const chemin of chemins(formulaire)) if (chemin === efface) { vus.set(chemin, []); donne(formulaire, chemin, []); file.retire(chemin); }
    const neufs = await relis();
    if (bouton.name.startsWith("ajoute:") && neufs?.length) champDe(formulaire, neufs[0])?.focus();
    else if (efface !== null) champDe(formulaire, efface)?.focus();
    dis(heure());
    apres();
  }

  formulaire.addEventListener("input", ({ target }) => {
    const chemin = cheminDe(target);
    if (chemin === null || target.type === "file") return;
    note(chemin);
    bientot(APRES_LA_FRAPPE);
  });
  for (const quoi of ["change", "focusout"]) {
    formulaire.addEventListener(quoi, ({ target }) => {
      const chemin = cheminDe(target);
      if (chemin === null || target.type === "file") return;
      note(chemin);
      if (file.pretes(1).length && !echecs) bientot(APRES_UN_CHOIX);
    });
  }
  formulaire.addEventListener("submit", (evenement) => {
    if (OPERATION.test(evenement.submitter?.name ?? "")) {
      evenement.preventDefault();
      opere(evenement.submitter);
    } else {
      part = true;
    }
  });
  addEventListener("online", () => envoie());
  addEventListener("focus", () => { if (echecs) envoie(); });
  document.addEventListener("visibilitychange", () => {
    const lot = file.pretes(PLUSIEURS);
    if (document.visibilityState === "hidden" && lot.length && !enVol) poste(corpsDe(lot), { keepalive: true }).catch(() => {});
  });
  addEventListener("beforeunload", (evenement) => {
    if (!part && file.entrees.size) evenement.preventDefault();
  });
  addEventListener("pageshow", () => { part = false; });

  /* What a former visit could not send. */
  const reste = [...file.entrees].filter(([chemin, { valeur }]) => {
    if (!vus.has(chemin)) return true;
    if (memes(vus.get(chemin), valeur)) { file.retire(chemin); return false; }
    donne(formulaire, chemin, valeur);
    return true;
  });
  if (reste.length) envoie();
}
