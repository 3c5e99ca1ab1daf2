import type { ResultFragment } from '../api/operations.generated.js';

/** What the model praised and what it missed. */
export function JudgeNotes({ judgement }: { readonly judgement: NonNullable<ResultFragment['judgement']> }) {
  const { strengths, weaknesses, model } = judgement;
  return (
    <section aria-labelledby="notes">
      <h2 id="notes">In the model’s words</h2>
      <div className="notes">
        <Notes title="What works" lines={strengths} />
        <Notes title="What does not" lines={weaknesses} />
      </div>
      <p className="quiet">{model}</p>
    </section>
  );
}

function Notes({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
