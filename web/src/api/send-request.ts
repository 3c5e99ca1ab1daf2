/** What an operation may pass on to its request through Apollo's `context.fetchOptions`. */
export interface RequestOptions extends RequestInit {
  /** Called with the share of the body that has left, 0 to 1. */
  readonly onUploadProgress?: (share: number) => void;
}

/** As fetch does, but a form goes out through XMLHttpRequest: fetch does not report how much of it was sent. */
export function sendRequest(input: RequestInfo | URL, options: RequestOptions = {}): Promise<Response> {
  const { body } = options;
  return body instanceof FormData ? sendForm(String(input), body, options) : fetch(input, options);
}

async function sendForm(address: string, form: FormData, options: RequestOptions): Promise<Response> {
  const request = new XMLHttpRequest();
  request.open(options.method ?? 'POST', address);
  new Headers(options.headers).forEach((value, name) => {
    request.setRequestHeader(name, value);
  });
  request.upload.onprogress = ({ loaded, total }) => options.onUploadProgress?.(loaded / total);
  request.upload.onload = () => options.onUploadProgress?.(1);
  await new Promise<void>((resolve, reject) => {
    request.onload = () => resolve();
    request.onerror = () => reject(new TypeError('The request failed'));
    request.onabort = () => reject(new DOMException('The request was cancelled', 'AbortError'));
    options.signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
  return responseOf(request);
}

function responseOf(request: XMLHttpRequest): Response {
  const type = request.getResponseHeader('content-type') ?? '';
  // Null and not empty: with a status such as 204 there can be no body, not even an empty one.
  const body = request.responseText || null;
  return new Response(body, { status: request.status, headers: { 'content-type': type } });
}
