// Openingstijden en datums in gewone woorden. De vorm komt van bot/knowledge/hours.py.
import { t } from "./teksten.js";

const DEEL = /^((?:ma|di|wo|do|vr|za|zo)[a-z,-]*)\s+(.+)$/;

const dagnaam = (dag) => t(`dagen.${dag}`);

function voluit(dagen) {
  return dagen
    .split(",")
    .map((reeks) => reeks.split("-").map(dagnaam).join(` ${t("dagen.tot")} `))
    .join(` ${t("dagen.en")} `);
}

/** "ma-do 09:00-16:00; vr 09:00-12:00" → [["maandag t/m donderdag", "09:00-16:00"], ["vrijdag", "09:00-12:00"]] */
export function rijen(open) {
  return String(open ?? "")
    .split(";")
    .map((deel) => deel.trim())
    .filter(Boolean)
    .map((deel) => {
      const [, dagen, uren] = DEEL.exec(deel) ?? [];
      return dagen ? [voluit(dagen), uren] : [deel, ""];
    });
}

/** "2026-09-01" → "1 september 2026" */
export function datum(iso) {
  const dag = new Date(iso);
  return iso && !Number.isNaN(dag.getTime()) ? dag.toLocaleDateString("nl", { dateStyle: "long", timeZone: "UTC" }) : "";
}
