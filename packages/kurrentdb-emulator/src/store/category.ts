/**
 * The category of a stream as `$by_category` has it by default: what stands before the first dash.
 * System streams (`$…`) and streams without a dash, or with nothing before it, have none.
 */
export function categoryOf(stream: string): string | undefined {
  if (stream.startsWith('$')) return undefined;
  const dash = stream.indexOf('-');
  return dash > 0 ? stream.slice(0, dash) : undefined;
}

/** The name of the stream that holds a category's links. */
export const categoryStreamOf = (category: string): string => `$ce-${category}`;

/** Whether clients must leave this stream to the server, which writes the category links itself. */
export const isCategoryStream = (stream: string): boolean => stream.startsWith('$ce-');
