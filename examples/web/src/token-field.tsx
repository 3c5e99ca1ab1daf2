import { keepAccessToken } from './access-token.js';

/** Takes the access token of somebody who has signed in elsewhere. */
export function TokenField({ onKept }: { readonly onKept: () => void }) {
  const keep = (form: FormData) => {
    keepAccessToken(String(form.get('token')));
    onKept();
  };
  return (
    <form action={keep} className="inline-form">
      <label>
        Access token
        <input name="token" type="password" autoComplete="off" spellCheck={false} required />
      </label>
      <button type="submit">Continue</button>
    </form>
  );
}
