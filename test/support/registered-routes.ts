import { Router } from 'express';

/** What Express keeps to itself: where a router hangs, and what stands in it. */
interface Prototype {
  route: (this: object, path: unknown) => object;
  use: (this: object, ...parts: unknown[]) => unknown;
}

/**
 * Listens to the routes that are registered until `stop` gives them, as `POST /calls` and `GET /admin/calls/{callId}`.
 * Express 5 does not say of a mounted router where it hangs, so that the registrations themselves are listened to.
 */
export function registeredRoutes(): { stop(): string[] } {
  const prototype = Router.prototype as Prototype;
  const { route, use } = prototype;
  const mounts = new Map<object, { parent: object; path: string }>();
  const found: { router: object; path: string; route: object }[] = [];
  prototype.route = function (path) {
    const made = route.call(this, path);
    found.push({ router: this, path: String(path), route: made });
    return made;
  };
  prototype.use = function (...parts) {
    const path = typeof parts[0] === 'string' ? parts[0] : '';
    for (const part of parts.flat())
      if (typeof part === 'function' && 'stack' in part) mounts.set(part, { parent: this, path });
    return use.apply(this, parts);
  };
  const above = (router: object): string => {
    const mount = mounts.get(router);
    return mount === undefined ? '' : `${above(mount.parent)}${mount.path.replace(/\/$/, '')}`;
  };
  return {
    stop() {
      Object.assign(prototype, { route, use });
      return found.flatMap(({ router, path, route: made }) =>
        methodsOf(made).map((method) => `${method.toUpperCase()} ${named(`${above(router)}${path}`)}`),
      );
    },
  };
}

/** Without the stroke at its end, and with its variable parts as OpenAPI writes them. */
const named = (path: string) => path.replace(/(?<=.)\/$/, '').replace(/:(\w+)/g, '{$1}');

function methodsOf(route: object): string[] {
  const { methods } = route as { methods: Record<string, boolean> };
  return Object.keys(methods).filter((method) => methods[method]);
}
