// Het tekstvak. De getypte tekst blijft staan zolang er nog een antwoord onderweg is.
import { Component } from "preact";
import { MAX_TEKENS } from "../antwoord.js";
import { t } from "../teksten.js";
import { Pictogram } from "./pictogram.js";

const BIJNA_VOL = 60;

export class Invoer extends Component {
  state = { tekst: "", praat: false, melding: null };

  stuur = (e) => {
    e.preventDefault();
    this.props.geluid.stop();
    if (this.props.verstuur(this.state.tekst)) this.setState({ tekst: "", praat: false, melding: null });
  };

  /** Wat iemand zegt, komt in het vak. Versturen doet de student zelf: dan kan die eerst kijken of het klopt. */
  praat = () => {
    const { luisteraar, geluid } = this.props;
    if (this.state.praat) return luisteraar.rondAf();
    geluid.stop();
    const begin = this.state.tekst.trim();
    this.setState({ praat: true, melding: "spraak.luistert" });
    luisteraar.luister(
      (gezegd) => this.setState({ tekst: `${begin} ${gezegd}`.trim().slice(0, MAX_TEKENS) }),
      (mislukt) => this.setState({ praat: false, melding: mislukt ? "spraak.mislukt" : this.state.tekst ? "spraak.klaar" : null }),
    );
  };

  render({ bezig, luisteraar }, { tekst, praat, melding }) {
    const over = MAX_TEKENS - tekst.length;
    const regel = over <= BIJNA_VOL ? t("chat.te_lang", { aantal: over }) : melding && t(melding);
    return (
      <form class="invoer" onSubmit={this.stuur}>
        <label class="sr" for="vak">{t("chat.typ")}</label>
        <textarea id="vak" rows="1" value={tekst} maxLength={MAX_TEKENS} placeholder={t("chat.typ_hint")} autocomplete="off"
          enterkeyhint="send" onInput={(e) => this.setState({ tekst: e.currentTarget.value, melding: null })}
          onKeyDown={(e) => e.key === "Enter" && !e.shiftKey && !e.isComposing && this.stuur(e)} />
        {luisteraar && (
          <button type="button" class={praat ? "kopknop praat luistert" : "kopknop praat"} onClick={this.praat}>
            <Pictogram naam={praat ? "square" : "mic"} />
            <small>{t(praat ? "spraak.stop" : "spraak.praat")}</small>
          </button>
        )}
        <button type="submit" class="stuur" aria-disabled={String(bezig || !tekst.trim())}>
          <Pictogram naam="arrow-right" />
          <span>{t("chat.stuur")}</span>
        </button>
        <p class="klein teller" role="status">{regel}</p>
      </form>
    );
  }
}
