// Openingstijden en datums in gewone woorden. De vorm komt van bot/knowledge/hours.py.
import { t } from "./teksten.js";

const DAGEN = ["ma", "di", "wo", "do", "vr", "za", "zo"];

/** "ma-do 09:00-16:00; vr 09:00-12:00" → ["maandag t/m donderdag 09:00-16:00", "vrijdag 09:00-12:00"] */
export function leesbaar(open) {
  return String(open ?? "")
    .split(";")
    .map((deel) => deel.trim())
    .filter(Boolean)
    .map((deel) => deel.replace(/^(ma|di|wo|do|vr|za|zo)\b[a-z,-]*/, voluit));
}

function voluit(dagen) {
  return dagen
    .split(",")
    .map((reeks) => reeks.split("-").map((dag) => (DAGEN.includes(dag) ? t(`dagen.${dag}`) : dag)).join(` ${t("dagen.tot")} `))
    .join(` ${t("dagen.en")} `);
}

/** "2026-09-01" → "1 september 2026" */
export function datum(iso) {
  const dag = new Date(iso);
  return iso && !Number.isNaN(dag.getTime()) ? dag.toLocaleDateString("nl", { dateStyle: "long", timeZone: "UTC" }) : "";
}

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
  const weekdag = DAGEN.findIndex((d) => t(`dagen.${d}`) === woord);
  const vooruit = woord === "vandaag" ? 0 : woord === "morgen" ? 1 : (weekdag - nu.getDay() + 8) % 7 || 7;
  moment.setDate(moment.getDate() + vooruit);
  return moment;
}
