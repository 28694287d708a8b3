/* On a narrow screen, the questionnaire or the contract: the links that lead to one or the other show it alone. */

export function bascule(cote) {
  const liens = document.querySelectorAll(".bascule a");
  const montre = (vue) => {
    if (!cote) return;
    cote.dataset.vue = vue;
    liens.forEach((lien) => {
      if (lien.hash === `#${vue}`) lien.setAttribute("aria-current", "true");
      else lien.removeAttribute("aria-current");
    });
  };
  liens.forEach((lien) => lien.addEventListener("click", (evenement) => {
    evenement.preventDefault();
    montre(lien.hash.slice(1));
    scrollTo({ top: 0 });
  }));
  /* Whatever is aimed at by an address is in one of the two. */
  const cible = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  montre(cible?.closest(".contrat-vu") ? "contrat" : "questionnaire");
  return montre;
}
