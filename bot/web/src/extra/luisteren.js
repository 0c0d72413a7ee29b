// Praten in plaats van typen. Alleen als de browser spraak op het apparaat zelf herkent: het geluid gaat nooit weg.
const TAAL = "nl-NL";

export class Luisteraar {
  constructor(Herkenner) {
    this.Herkenner = Herkenner;
  }

  /** Een luisteraar, of null als deze browser het niet zelf kan of nog geen Nederlands heeft. */
  static async maak(Herkenner = globalThis.SpeechRecognition ?? globalThis.webkitSpeechRecognition) {
    // Een browser zonder processLocally zou het geluid naar een bedrijf sturen.
    if (!Herkenner?.available || !("processLocally" in Herkenner.prototype)) return null;
    try {
      const staat = await Herkenner.available({ langs: [TAAL], processLocally: true });
      return staat === "available" ? new Luisteraar(Herkenner) : null;
    } catch {
      return null;
    }
  }

  /** @param opTekst krijgt wat er gezegd is. @param klaar krijgt true als het door een fout stopte. */
  luister(opTekst, klaar) {
    this.stop();
    const herkenner = new this.Herkenner();
    herkenner.lang = TAAL;
    herkenner.processLocally = true;
    const einde = (mislukt) => {
      if (this.bezig !== herkenner) return;
      this.bezig = null;
      klaar(mislukt);
    };
    this.bezig = herkenner;
    this.einde = einde;
    herkenner.onresult = (e) => this.bezig === herkenner && opTekst([...e.results].map((r) => r[0].transcript).join(" ").trim());
    herkenner.onerror = (e) => einde(e.error !== "no-speech" && e.error !== "aborted");
    herkenner.onend = () => einde(false);
    try {
      herkenner.start();
    } catch {
      einde(true);
    }
  }

  /** Klaar met praten: wat al gezegd is, komt nog. */
  rondAf() {
    this.bezig?.stop();
  }

  /** Meteen stil: niets komt meer. */
  stop() {
    const herkenner = this.bezig;
    if (!herkenner) return;
    this.einde(false);
    herkenner.abort();
  }
}
