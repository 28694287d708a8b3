/* One request at a time; one that failed is sent again, later and later. */

const DELAIS = [2, 5, 10, 30, 60];

/* `tente` answers « rien » (nothing to send), « encore » (there may be more) or « echec ». */
export function envois(tente) {
  let enVol = null;
  let minuterie = 0;
  let echecs = 0;

  const bientot = (millisecondes) => {
    clearTimeout(minuterie);
    minuterie = setTimeout(envoie, millisecondes);
  };

  /* Whoever asks while a request is on its way waits for it, and for what follows it. */
  async function envoie() {
    clearTimeout(minuterie);
    if (enVol) await enVol;
    if (enVol) return enVol;
    enVol = tente();
    const suite = await enVol;
    enVol = null;
    if (suite === "encore") {
      echecs = 0;
      return envoie();
    }
    if (suite === "echec") {
      bientot(DELAIS[Math.min(echecs, DELAIS.length - 1)] * 1000);
      echecs += 1;
    }
    return suite;
  }

  return { envoie, bientot, enVol: () => enVol !== null, echecs: () => echecs };
}
