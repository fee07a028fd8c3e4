/** Which requests are answered at all: reading ones, from pages of this machine, so that no foreign site can reach in. */

/** Names of this machine. */
const LOCAL_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

export interface Refusal {
  readonly status: 403 | 405;
  readonly sentence: string;
}

function hostnameOf(host: string): string | undefined {
  try {
    return new URL(`http://${host}`).hostname;
  } catch {
    return undefined;
  }
}

/**
 * Refuses methods other than GET and HEAD, a `Host` that is not ours (DNS rebinding) and an `Origin` that is not ours.
 * @param ownHost the address the server was told to listen on
 * @returns undefined when the request may be answered
 */
export function refuse(
  method: string | undefined,
  headers: { readonly host?: string | undefined; readonly origin?: string | undefined },
  ownHost: string,
): Refusal | undefined {
  if (method !== 'GET' && method !== 'HEAD') {
    return { status: 405, sentence: `this server only reads: it accepts GET and HEAD, not ${method}` };
  }
  const name = headers.host === undefined ? undefined : hostnameOf(headers.host);
  if (name === undefined || !(LOCAL_NAMES.has(name) || name === ownHost)) {
    return { status: 403, sentence: 'the Host header does not name this machine' };
  }
  if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`) {
    return { status: 403, sentence: 'pages of other origins may not read this server' };
  }
  return undefined;
}
