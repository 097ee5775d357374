// The authorization server `oidc-provider`, at the addresses where Latchkey looks for ProcessMaker's.
//
// Sign-in, consent, registration (RFC 7591), revocation (RFC 7009): all of it is the package's own.
// Only the users API is added, which no OAuth server has, and a list of what was asked for.
// Prints its address as one line of JSON and ends when its standard input does.
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const KEY = randomBytes(32);
/** What a client gets that names no scope, as Latchkey does; RFC 6749, 3.3 leaves the choice to the server. */
const SCOPE = "everything";

// The package writes its notices to standard output, which nobody reads after the address.
console.info = console.warn;

const server = createServer();
server.listen(0, "127.0.0.1");
await once(server, "listening");
const address = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(address, {
  clientAuthMethods: ["client_secret_post"],
  cookies: { keys: [randomBytes(32).toString("hex")] },
  pkce: { required: () => true },
  rotateRefreshToken: true,
  // Usually the scope `offline_access` decides this.
  issueRefreshToken: (_ctx, client) => client.grantTypeAllowed("refresh_token"),
  expiresWithSession: () => false,
  findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  features: {
    registration: { enabled: true },
    revocation: { enabled: true },
    // Access tokens are JWTs only for a resource.
    resourceIndicators: {
      enabled: true,
      defaultResource: () => address,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: SCOPE,
        accessTokenFormat: "jwt",
        jwt: { sign: { alg: "HS256", key: KEY } },
      }),
    },
  },
  routes: {
    authorization: "/oauth/authorize",
    token: "/oauth/token",
    registration: "/oauth/register",
    revocation: "/oauth/revoke",
  },
});

provider.use((ctx, next) => {
  if (ctx.path === "/oauth/authorize") ctx.query = { scope: SCOPE, ...ctx.query };
  return next();
});

/** The ids of the access tokens that were taken back. */
const revoked = new Set();

/** The claims of a token of this server that still counts. */
function claimsOf(token) {
  const [header, payload, signature] = token.split(".");
  const expected = createHmac("sha256", KEY).update(`${header}.${payload}`).digest();
  const found = Buffer.from(signature ?? "", "base64url");
  if (found.length !== expected.length || !timingSafeEqual(found, expected)) return undefined;
  const claims = JSON.parse(Buffer.from(payload, "base64url"));
  return claims.exp * 1000 > Date.now() && !revoked.has(claims.jti) ? claims : undefined;
}

/** ProcessMaker's users API, as far as Latchkey uses it. */
function users(request, response) {
  const answer = (status, body) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(body && JSON.stringify(body));
  };
  const claims = claimsOf(request.headers.authorization?.replace(/^Bearer /, "") ?? "");
  const [id, , tokenId] = request.url.split("/").slice(4);
  if (claims === undefined) answer(401, { error: "Unauthenticated." });
  else if (claims.sub !== id) answer(403, { message: "Not authorized to view this user" });
  else if (request.method === "GET") answer(200, { id, username: id, fullname: `Person ${id}` });
  else if (request.method === "DELETE" && tokenId === claims.jti) {
    revoked.add(tokenId);
    answer(204);
  } else answer(404, { message: "Not found" });
}

const asked = [];
const authorizationServer = provider.callback();
server.on("request", (request, response) => {
  if (request.url === "/control/asked") return response.end(JSON.stringify(asked));
  asked.push(`${request.method} ${request.url.split("?")[0]}`);
  if (request.url.startsWith("/api/1.0/users/")) users(request, response);
  else authorizationServer(request, response);
});

process.stdin.on("end", () => process.exit()).resume();
console.log(JSON.stringify({ address }));
