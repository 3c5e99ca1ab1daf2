import { useApolloClient } from '@apollo/client/react';
import { keepAccessToken } from '../api/access-token.js';

/** Takes the access token of a user who has signed in elsewhere. */
export function TokenField({ onKept }: { readonly onKept: () => void }) {
  const client = useApolloClient();
  const keep = (form: FormData) => {
    keepAccessToken(String(form.get('token')));
    // What else this view asked for was refused as well, such as the limits of uploads.
    void client.refetchQueries({ include: 'active' });
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
