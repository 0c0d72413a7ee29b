// Het tekstvak. De getypte tekst blijft staan zolang er nog een antwoord onderweg is.
import { Component } from "preact";
import { MAX_TEKENS } from "../antwoord.js";
import { t } from "../teksten.js";
import { Pictogram } from "./pictogram.js";

const BIJNA_VOL = 60;

export class Invoer extends Component {
  state = { tekst: "" };

  stuur = (e) => {
    e.preventDefault();
    if (this.props.verstuur(this.state.tekst)) this.setState({ tekst: "" });
  };

  render({ bezig }, { tekst }) {
    const over = MAX_TEKENS - tekst.length;
    return (
      <form class="invoer" onSubmit={this.stuur}>
        <label class="sr" for="vak">{t("chat.typ")}</label>
        <textarea id="vak" rows="1" value={tekst} maxLength={MAX_TEKENS} placeholder={t("chat.typ_hint")} autocomplete="off"
          enterkeyhint="send" onInput={(e) => this.setState({ tekst: e.currentTarget.value })}
          onKeyDown={(e) => e.key === "Enter" && !e.shiftKey && !e.isComposing && this.stuur(e)} />
        <button type="submit" class="stuur" aria-disabled={String(bezig || !tekst.trim())}>
          <Pictogram naam="arrow-right" />
          <span>{t("chat.stuur")}</span>
        </button>
        {over <= BIJNA_VOL && <p class="klein teller" role="status">{t("chat.te_lang", { aantal: over })}</p>}
      </form>
    );
  }
}
