/** Prints lines under their headings, numbers to the right. */
export function table(title: string, head: string[], lines: (string | number)[][]): void {
  const cells = lines.map((line) => line.map((cell) => (typeof cell === "number" ? round(cell) : cell)));
  const width = head.map((words, at) => Math.max(words.length, ...cells.map((line) => line[at]?.length ?? 0)));
  const numeric = head.map((_, at) => lines.length > 0 && lines.every((line) => typeof line[at] !== "string"));
  const print = (line: string[]) => {
    const padded = line.map((cell, at) => (numeric[at] ? cell.padStart(width[at]!) : cell.padEnd(width[at]!)));
    console.log(padded.join("  ").trimEnd());
  };
  console.log(`\n${title}\n`);
  print(head);
  print(width.map((columns) => "-".repeat(columns)));
  cells.forEach(print);
}

/** The middle one; of an even number, the mean of the two in the middle. */
export function median(numbers: number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2;
}

function round(number: number): string {
  return Number.isInteger(number) ? String(number) : number.toFixed(Math.abs(number) < 100 ? 1 : 0);
}
