import { useMutation } from '@apollo/client/react';
import { forgetLists } from '../api/forget-lists.js';
import { CompleteResultDocument, type ResultFragment } from '../api/operations.generated.js';
import { type Refusal, refusalOf } from '../api/refusal.js';
import { RefusalNotice } from '../page/refusal-notice.js';

/** Says what is missing from a result, and asks the model again where that can help. */
export function PartialNotice({ result }: { readonly result: ResultFragment }) {
  const [complete, { error, loading }] = useMutation(CompleteResultDocument, {
    variables: { id: result.id },
    update: forgetLists,
    // The notice shows it; without this the rejected promise would have no handler.
    onError: () => {},
  });
  const failure = result.judgeFailure;
  const missing = result.unmeasured.filter(({ cause }) => cause !== 'SWITCHED_OFF');
  return (
    <>
      {failure && loading && (
        <p role="status" className="notice">
          Asking the model again
        </p>
      )}
      {failure && !loading && (
        <RefusalNotice
          refusal={error ? refusalOf(error) : judgeRefusal(failure)}
          onRetry={() => void complete()}
        />
      )}
      {missing.map(({ family, reason }) => (
        <p key={family} className="notice">
          Not measured: {reason}
        </p>
      ))}
    </>
  );
}

function judgeRefusal({ code, message, retryAfter }: NonNullable<ResultFragment['judgeFailure']>): Refusal {
  return { code, detail: message, retryAfter: retryAfter ?? undefined };
}
