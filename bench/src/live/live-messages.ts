/** What the process with the clients is told: whom to connect to, and to say what has arrived. */
export type LiveWish =
  | { readonly wish: 'connect'; readonly url: string; readonly token: string; readonly clients: number }
  | { readonly wish: 'report' };

/** What it says. Times are milliseconds since 1970, with fractions. */
export type LiveNews =
  | { readonly news: 'connected'; readonly seconds: number }
  | {
      readonly news: 'arrived';
      /** By group, when each client was told of it for the first time, and when that it is projected. */
      readonly arrivals: Readonly<
        Record<string, { readonly written: readonly number[]; readonly projected: readonly number[] }>
      >;
      readonly reloads: number;
      readonly bytes: number;
    };
