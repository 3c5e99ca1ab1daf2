import type { ReactNode } from 'react';
import type { AnalyzeThumbnailInput } from './operations.generated.js';

interface Props {
  /** What was sent last; React empties the form to it when it is sent. */
  readonly input: AnalyzeThumbnailInput;
  readonly onSubmit: (input: AnalyzeThumbnailInput) => void;
  /** The buttons. */
  readonly children: ReactNode;
}

/** What is known about the video, and whether a model may look at the picture. */
export function VideoForm({ input, onSubmit, children }: Props) {
  const submit = (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '').trim() || null;
    onSubmit({
      title: text('title'),
      audience: text('audience'),
      judge: form.has('measureOnly') ? 'SKIP' : 'PREFERRED',
    });
  };
  return (
    <form action={submit} className="start-form">
      <label>
        <span>
          Title of the video <span className="quiet">optional</span>
        </span>
        <input name="title" maxLength={100} autoComplete="off" defaultValue={input.title ?? ''} />
      </label>
      <label>
        <span>
          Who it is for <span className="quiet">optional</span>
        </span>
        <input name="audience" maxLength={200} autoComplete="off" defaultValue={input.audience ?? ''} />
      </label>
      <label className="check">
        <input name="measureOnly" type="checkbox" defaultChecked={input.judge === 'SKIP'} />
        Measure only: no model looks at the picture
      </label>
      <div className="actions">{children}</div>
    </form>
  );
}
