// Snel weg: eerst alles leeg, dan pas een neutrale pagina. replace() laat niets achter voor de knop Terug.
export function snelWeg(opslag, geluid, adres) {
  geluid.stop();
  opslag.wis();
  document.title = "…";
  document.documentElement.replaceChildren();
  try {
    (window.top || window).location.replace(adres);
  } catch {
    location.replace(adres);
  }
}

/** Drie keer Shift binnen 5 seconden. Shift voor een hoofdletter telt niet. Geeft een functie om te stoppen. */
export function driemaalShift(doe) {
  let aantal = 0;
  let alsHoofdletter = false;
  let klok;
  const neer = (e) => {
    if (e.key === "Shift") alsHoofdletter = e.ctrlKey || e.altKey || e.metaKey;
    else {
      alsHoofdletter = true;
      aantal = 0;
    }
  };
  const op = (e) => {
    if (e.key !== "Shift" || alsHoofdletter) return;
    aantal += 1;
    clearTimeout(klok);
    klok = setTimeout(() => (aantal = 0), 5000);
    if (aantal >= 3) {
      aantal = 0;
      doe();
    }
  };
  document.addEventListener("keydown", neer, true);
  document.addEventListener("keyup", op, true);
  return () => {
    document.removeEventListener("keydown", neer, true);
    document.removeEventListener("keyup", op, true);
  };
}
