// Openingstijden: is het nu open, wanneer wel, en de hele week. De chat van een dienst kan eigen tijden hebben.
import { t } from "../teksten.js";
import { rijen } from "../tijden.js";
import { Pictogram } from "./pictogram.js";

function Tijden({ soort, nu, weer, open }) {
  if (nu === undefined && !open) return null;
  return (
    <>
      <div class="open">
        {soort && <p class="soort">{soort}</p>}
        {nu !== undefined && (
          <p class={nu ? "chip aan" : "chip uit"}>
            <Pictogram naam={nu ? "check" : "clock"} />
            {t(nu ? "kaart.nu_open" : "kaart.nu_dicht")}
          </p>
        )}
        {!nu && weer && <p class="weer">{t("kaart.weer_open", { moment: weer })}</p>}
      </div>
      <table class="week">
        {rijen(open).map(([dagen, uren]) => <tr><th scope="row">{dagen}</th><td>{uren}</td></tr>)}
      </table>
    </>
  );
}

export function Open({ contact }) {
  const { chat_open: chat } = contact;
  return (
    <>
      <Tijden soort={chat && contact.open && t("kaart.bellen")} nu={contact.nu_open} weer={contact.weer_open} open={contact.open} />
      {chat && <Tijden soort={t("kaart.chatten")} nu={contact.chat_nu_open} weer={contact.chat_weer_open} open={chat} />}
    </>
  );
}
