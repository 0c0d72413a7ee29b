// Van "weer_open" in het contract (bot/knowledge/hours.py: moment_tekst) naar een moment voor de agenda.
import { dagen } from "../../teksten.nl.json";

const DAGEN = ["ma", "di", "wo", "do", "vr", "za", "zo"];

/** "morgen 09:00", "maandag 09:00" of "maandag 4-1 09:00" → Date, of null. */
export function momentVan(weerOpen, nu = new Date()) {
  const deel = /^(\S+)(?: (\d{1,2})-(\d{1,2}))? (\d{2}):(\d{2})$/.exec(weerOpen ?? "");
  if (!deel) return null;
  const [, woord, dag, maand, uur, minuut] = deel;
  const moment = new Date(nu.getFullYear(), nu.getMonth(), nu.getDate(), uur, minuut);
  if (dag) {
    moment.setMonth(maand - 1, dag);
    if (moment < nu) moment.setFullYear(moment.getFullYear() + 1);
    return moment;
  }
  const weekdag = DAGEN.findIndex((d) => dagen[d] === woord);
  const dichtbij = ["vandaag", "morgen"].indexOf(woord);
  if (weekdag < 0 && dichtbij < 0) return null;
  const vooruit = dichtbij < 0 ? (weekdag - nu.getDay() + 8) % 7 || 7 : dichtbij;
  moment.setDate(moment.getDate() + vooruit);
  return moment;
}
