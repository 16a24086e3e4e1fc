import { CodedError } from '@tools-provider/mediator';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';

interface KnownRoute {
  readonly methods: readonly string[];
  readonly pattern: RegExp;
}

/**
 * Remembers every route that is added from now on, refuses one without a rule of access, and knows what to say of a request that meets
 * none: 404, or 405 with the methods that its path has.
 */
export class KnownRoutes {
  readonly #routes: KnownRoute[] = [];

  constructor(app: FastifyInstance) {
    app.addHook('onRoute', (route) => this.#add(route));
    app.setNotFoundHandler((request, reply) => {
      const allowed = this.#methodsOf(request);
      if (allowed.length > 0) reply.header('allow', allowed.join(', '));
      throw refusalOf(request, allowed);
    });
  }

  #add({ method, url, config }: RouteOptions): void {
    if (config?.access === undefined) {
      throw new CodedError('defect', 'route-without-access', `${method} ${url} does not say who may call it`);
    }
    this.#routes.push({ methods: [method].flat(), pattern: patternOf(url) });
  }

  #methodsOf(request: FastifyRequest): readonly string[] {
    const [path = ''] = request.url.split('?');
    return [
      ...new Set(this.#routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods)),
    ];
  }
}

function refusalOf({ method }: FastifyRequest, allowed: readonly string[]): CodedError {
  if (allowed.length === 0) return new CodedError('not-found', 'route-not-found', 'There is no such path');
  return new CodedError(
    'invalid',
    'method-not-allowed',
    `This path takes ${allowed.join(', ')}, not ${method}`,
  );
}

/** Paths of routes have parameters (`:id`) and nothing else that is special. */
function patternOf(url: string): RegExp {
  const segments = url
    .split('/')
    .map((segment) => (segment.startsWith(':') ? '[^/]+' : RegExp.escape(segment)));
  return new RegExp(`^${segments.join('/')}$`);
}
