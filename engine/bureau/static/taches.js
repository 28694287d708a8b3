/* A task that lasts: its page is asked for again while it goes on, and only what changed of it is replaced. Without this
   script, the page refreshes itself. */
const PAUSE = 1500;

async function suis() {
  const ici = document.querySelector("#tache[data-suivie]");
  if (!ici) return;
  try {
    const reponse = await fetch(ici.dataset.suivie, { headers: { "X-Requested-With": "fetch" } });
    if (reponse.ok) remplace(ici, new DOMParser().parseFromString(await reponse.text(), "text/html").querySelector("#tache"));
  } catch { /* The server restarts, perhaps: it is asked again. */ }
  setTimeout(suis, PAUSE);
}

function remplace(ici, neuf) {
  if (!neuf) return;
  const statut = ici.querySelector("[role=status]"), dit = neuf.querySelector("[role=status]");
  if (statut.innerHTML !== dit.innerHTML) statut.innerHTML = dit.innerHTML;
  if (neuf.dataset.suivie) return;
  const present = document.activeElement && ici.contains(document.activeElement);
  delete ici.dataset.suivie;
  for (const suite of [...ici.children].filter((un) => un !== statut && un.tagName !== "H1")) suite.remove();
  for (const suite of [...neuf.children].filter((un) => un.getAttribute("role") !== "status" && un.tagName !== "H1")) ici.append(suite);
  if (present) { statut.tabIndex = -1; statut.focus(); }
}

setTimeout(suis, PAUSE);
