// Numbers: how they are put together and how they are written.

const sorted = (values) => values.toSorted((a, b) => a - b);

/** The value that so large a part lies below. */
export const share = (values, part) => sorted(values)[Math.floor((values.length - 1) * part)];

export const median = (values) => share(values, 0.5);

export function spread(values) {
  return {
    median: median(values),
    least: Math.min(...values),
    most: Math.max(...values),
    runs: values.length,
  };
}

/** The spread of one column of a table. */
export const column = (rows, name) => spread(rows.map((row) => row[name]));

export const sum = (parts) => Object.values(parts).reduce((total, part) => total + part, 0);

export const ms = ({ median: middle, least, most }) =>
  `${middle.toFixed(1)} ms (${least.toFixed(1)}–${most.toFixed(1)})`;

export const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

export function megabytes(parts) {
  const listed = Object.entries(parts).map(([name, size]) => `${name} ${size.toFixed(0)}`);
  return `${sum(parts).toFixed(0)} MB (${listed.join(" + ")})`;
}

/** Milliseconds since 1970, with fractions. */
export const now = () => performance.timeOrigin + performance.now();
