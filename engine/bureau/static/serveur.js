/* What is asked of the server: with the token of the session, and never for ever. */

const PATIENCE = 60_000;

const meta = (nom) => document.querySelector(`meta[name=${nom}]`);

export const visiteur = () => meta("visiteur")?.content ?? "";

export const poste = (adresse, corps, options = {}) => fetch(adresse, {
  method: "POST",
  body: corps,
  headers: { Accept: "application/json", "X-CSRF": meta("csrf")?.content ?? "" },
  signal: AbortSignal.timeout(PATIENCE),
  ...options,
});

/* This page as the server now has it, whose token is ours from now on; null where nobody is signed in any more. */
export async function pageActuelle() {
  try {
    const reponse = await fetch(location.href, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(PATIENCE) });
    const page = new DOMParser().parseFromString(await reponse.text(), "text/html");
    const neuf = page.querySelector("meta[name=csrf]");
    if (!reponse.ok || !neuf || !page.querySelector("form[data-enregistrer]")) return null;
    meta("csrf").content = neuf.content;
    return page;
  } catch {
    return null;
  }
}
