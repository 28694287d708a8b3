/* Answers are saved as they come. What the server refuses stays in its field, and is told there. */
import { annonces, conflit, erreur, heure, liste } from "./annonces.js";
import { attente } from "./attente.js";
import { champDe, cheminDe, chemins } from "./champs.js";
import { envois } from "./envoi.js";
import { saisie } from "./saisie.js";
import { pageActuelle, poste, visiteur } from "./serveur.js";

const APRES_LA_FRAPPE = 1200;
const APRES_UN_CHOIX = 120;
const PLUSIEURS = 100;
const OPERATION = /^(ajoute|retire|deplace|efface|aucun):/;
const MUET = "le bureau ne répond pas";
const DEHORS = "votre connexion a pris fin. Ouvrez à nouveau votre lien, ou reconnectez-vous, dans un autre onglet";
const DEPASSE = "le bureau n’y parvient pas pour l’instant";

export function enregistre(formulaire, apres) {
  const adresse = formulaire.dataset.enregistrer;
  const file = attente(`cpom ${adresse} ${visiteur()}`);
  const champs = saisie(formulaire, file);
  const envoi = envois(tente);
  const dit = annonces(document.querySelector("[data-annonce]"), envoi.envoie);
  let combien = PLUSIEURS;
  let dernier = "";

  async function tente() {
    const lot = file.pretes(combien);
    if (!lot.length) return "rien";
    let reponse;
    try {
      reponse = await poste(adresse, champs.corps(lot));
      if (reponse.ok) {
        combien = PLUSIEURS;
        await recoit(await reponse.json(), lot);
        return "encore";
      }
    } catch {
      return echoue(MUET);
    }
    return refuse(reponse, lot);
  }

  async function recoit({ conflits = [], erreurs = [], questions_changees: ailleurs }, lot) {
    const gardes = new Set([...conflits, ...erreurs].map(({ chemin }) => chemin));
    for (const [chemin, { valeur }] of lot) if (!gardes.has(chemin)) champs.acquiert(chemin, valeur);
    const page = ailleurs && (await pageActuelle());
    if (page) champs.remplace(page);
    for (const une of erreurs) {
      file.retient(une.chemin, "erreur");
      erreur(formulaire, une);
    }
    for (const un of conflits) {
      file.retient(un.chemin, "conflit");
      conflit(formulaire, un, choixDe(un.chemin, liste(un.autre), un.retire));
    }
    constate(lot.length > gardes.size);
    apres();
  }

  const choixDe = (chemin, autre, retire) => ({
    garde() {
      champs.maintient(chemin, autre);
      envoi.envoie();
    },
    async prend() {
      champs.prend(chemin, autre);
      const page = retire && (await pageActuelle());
      if (page) champs.remplace(page);
      constate(true);
    },
  });

  async function refuse(reponse, lot) {
    const { status } = reponse;
    if (status === 401 || status === 403) return (await pageActuelle()) && !envoi.echecs() ? "echec" : echoue(DEHORS);
    if (status === 409) { /* nobody writes in this dossier for now: handed in, sent to signature, closed */
      const { message = DEPASSE, conseil = "" } = await reponse.json().catch(() => ({}));
      dit(`Pas enregistré. ${message} ${conseil} Vos réponses restent dans cette page.`, true);
      return "echec";
    }
    if (status >= 500 || [408, 429].includes(status)) {
      combien = 1; /* one of them may be the cause: it waits for the others, each by itself */
      const [chemin] = lot[0];
      if (file.entrees.has(chemin)) file.met(chemin, file.entrees.get(chemin));
      return echoue(DEPASSE);
    }
    const { message = "Cette réponse est refusée.", conseil = "" } = await reponse.json().catch(() => ({}));
    for (const [chemin] of lot) {
      file.retient(chemin, "erreur");
      erreur(formulaire, { chemin, message, conseil });
    }
    constate(false);
    return "encore";
  }

  function echoue(pourquoi) {
    dit(`Pas encore enregistré : ${pourquoi}. Vos réponses restent dans cette page, et seront envoyées à nouveau.`, true);
    return "echec";
  }

  function constate(enregistre) {
    if (enregistre) dernier = heure();
    const retenues = file.retenues();
    const reste = retenues.length === 1 ? "une réponse attend une correction ou votre choix" : `${retenues.length} réponses attendent une correction ou votre choix`;
    const dits = [dernier && `Enregistré à ${dernier}`, retenues.length && reste].filter(Boolean).join(" ; ");
    const ailleurs = retenues.find(([chemin]) => !champDe(formulaire, chemin));
    if (dits) dit(`${dits}.`, false, ailleurs?.[1].page);
  }

  /* Add, remove, move, erase: after what waits, and the page is then as the server has it. */
  async function opere({ name, value }) {
    for (const chemin of chemins(formulaire)) champs.note(chemin);
    if ((await envoi.envoie()) === "echec") return;
    const corps = champs.corps([]);
    corps.append(name, value);
    const reponse = await poste(adresse, corps).catch(() => null);
    if (!reponse?.ok) {
      dit(`Rien n’a changé : ${reponse ? DEPASSE : MUET}. Recommencez dans un instant.`, true);
      return;
    }
    const { erreurs: [faute] = [] } = await reponse.json();
    if (faute) {
      dit(`Rien n’a changé : ${faute.message} ${faute.conseil}`, true);
      return;
    }
    const [quoi, ...reste] = name.split(":");
    if (quoi === "efface") champs.prend(reste.join(":"), []);
    const page = await pageActuelle();
    const neufs = page ? champs.remplace(page) : [];
    const cible = quoi === "ajoute" ? neufs[0] : reste.join(":");
    champDe(formulaire, cible)?.focus();
    constate(true);
    apres();
  }

  ecoute(formulaire, { file, champs, envoi, opere });
  addEventListener("pagehide", () => {
    const lot = file.pretes(PLUSIEURS);
    if (lot.length && !envoi.enVol()) poste(adresse, champs.corps(lot), { keepalive: true }).catch(() => {});
  });
  champs.reprend();
  if (file.entrees.size) envoi.envoie();
}

function ecoute(formulaire, { file, champs, envoi, opere }) {
  let part = false;
  const saisi = (delai) => ({ target }) => {
    const chemin = cheminDe(target);
    if (chemin === null || target.type === "file") return;
    champs.note(chemin);
    if (file.pretes(1).length && !envoi.echecs()) envoi.bientot(delai);
  };
  formulaire.addEventListener("input", saisi(APRES_LA_FRAPPE));
  formulaire.addEventListener("change", saisi(APRES_UN_CHOIX));
  formulaire.addEventListener("focusout", saisi(APRES_UN_CHOIX));
  formulaire.addEventListener("submit", (evenement) => {
    if (OPERATION.test(evenement.submitter?.name ?? "")) {
      evenement.preventDefault();
      opere(evenement.submitter);
    } else {
      part = true;
    }
  });
  addEventListener("online", () => envoi.envoie());
  addEventListener("focus", () => { if (envoi.echecs()) envoi.envoie(); });
  addEventListener("beforeunload", (evenement) => { if (!part && envoi.echecs()) evenement.preventDefault(); });
  addEventListener("pageshow", () => { part = false; });
}
