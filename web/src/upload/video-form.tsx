import type { FormEvent, ReactNode } from 'react';
import type { VideoFacts } from './video-facts.js';

interface Props {
  readonly facts: VideoFacts;
  readonly onChange: (facts: VideoFacts) => void;
  readonly onSubmit: () => void;
  /** The buttons. */
  readonly children: ReactNode;
}

/** What is known about the video, and whether a model may look at the picture. */
export function VideoForm({ facts, onChange, onSubmit, children }: Props) {
  const change = (part: Partial<VideoFacts>) => onChange({ ...facts, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form onSubmit={submit} className="start-form">
      <label>
        <span>
          Title of the video <span className="quiet">optional</span>
        </span>
        <input
          maxLength={100}
          autoComplete="off"
          value={facts.title}
          onChange={({ target }) => change({ title: target.value })}
        />
      </label>
      <label>
        <span>
          Who it is for <span className="quiet">optional</span>
        </span>
        <input
          maxLength={200}
          autoComplete="off"
          value={facts.audience}
          onChange={({ target }) => change({ audience: target.value })}
        />
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={facts.measureOnly}
          onChange={({ target }) => change({ measureOnly: target.checked })}
        />
        Measure only: no model looks at the picture
      </label>
      <div className="actions">{children}</div>
    </form>
  );
}
