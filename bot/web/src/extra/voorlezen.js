// Voorlezen met een Nederlandse stem op het apparaat zelf. Een netwerkstem stuurt de tekst naar een ander bedrijf: nooit.
export class Voorlezer {
  constructor(spraak = globalThis.speechSynthesis) {
    this.spraak = spraak;
    this.bezig = null;
  }

  stem() {
    const stemmen = this.spraak ? this.spraak.getVoices() : [];
    const nl = stemmen.filter((s) => /^nl([-_]|$)/i.test(s.lang) && s.localService === true);
    return nl.find((s) => /^nl[-_]NL/i.test(s.lang)) || nl[0] || null;
  }

  /** Stemmen komen soms later binnen. */
  alsStemmenKomen(doe) {
    this.spraak?.addEventListener?.("voiceschanged", doe);
  }

  stop() {
    const klaar = this.bezig;
    this.bezig = null;
    this.spraak?.cancel();
    klaar?.();
  }

  lees(tekst, klaar) {
    this.stop();
    const stem = this.stem();
    if (!stem) return klaar();
    this.bezig = klaar;
    const zinnen = tekst.match(/[^.!?]+[.!?]*/g) || [tekst];
    zinnen.forEach((zin, i) => {
      const uiting = new SpeechSynthesisUtterance(zin.trim());
      uiting.voice = stem;
      uiting.lang = stem.lang.replace("_", "-");
      uiting.rate = 0.9;
      if (i === zinnen.length - 1) uiting.onend = uiting.onerror = () => this.bezig === klaar && this.stop();
      this.spraak.speak(uiting);
    });
  }
}
