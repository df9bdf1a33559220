const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

const exact = new Intl.NumberFormat("en", { maximumFractionDigits: 6 });

export const number = (value) => whole.format(value);

export const decimal = (value) => exact.format(value);

/** A change, with its sign; nothing where nothing changed. */
export const change = (value) => (Number(value) === 0 ? "" : `${value > 0 ? "+" : "−"}${exact.format(Math.abs(value))}`);

export function duration(millis) {
  if (millis < 1000) return `${Math.round(millis)} ms`;
  if (millis < 60_000) return `${(millis / 1000).toFixed(1)} s`;
  if (millis < 3_600_000) return `${Math.round(millis / 60_000)} min`;
  return `${Math.round(millis / 3_600_000)} h`;
}

export function size(amount, unit) {
  if (unit !== "bytes") return `${number(amount)} ${unit}`;
  if (amount < 1024) return `${number(amount)} B`;
  if (amount < 1_048_576) return `${(amount / 1024).toFixed(1)} kB`;
  return `${(amount / 1_048_576).toFixed(1)} MB`;
}
