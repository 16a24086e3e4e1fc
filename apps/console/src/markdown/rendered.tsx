import { type ComponentProps, isValidElement, type ReactNode } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';

// What an operator writes leads to pages and to mail, and to nothing that runs.
const schema = {
  ...defaultSchema,
  protocols: { ...defaultSchema.protocols, href: ['http', 'https', 'mailto'] },
};

/**
 * Markdown (GitHub's flavour) as elements. HTML in it stays text, links lead to http, https and mail addresses only, and
 * images are links, so that reading loads nothing from anywhere. Headings begin below those of the page.
 */
export function Rendered({ text }: { text: string }) {
  return (
    <div className="markdown">
      <ReactMarkdown
        remarkPlugins={[remarkGfm, htmlAsText]}
        rehypePlugins={[[rehypeSanitize, schema]]}
        components={components}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
}

interface Node {
  type: string;
  readonly children?: readonly Node[];
}

function htmlAsText() {
  return function turn(node: Node): void {
    if (node.type === 'html') node.type = 'text';
    node.children?.forEach(turn);
  };
}

const components: Components = {
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  h4: ({ children }) => <h5>{children}</h5>,
  h5: ({ children }) => <h6>{children}</h6>,
  a: ({ href, children }) => <MarkdownLink href={href}>{children}</MarkdownLink>,
  img: ({ src, alt }) => (
    <MarkdownLink href={typeof src === 'string' ? src : undefined}>
      Image{alt === undefined || alt === '' ? '' : `: ${alt}`}
    </MarkdownLink>
  ),
  input: ({ checked }) => (
    <input
      type="checkbox"
      disabled
      checked={checked === true}
      readOnly
      aria-label={checked ? 'done' : 'to do'}
    />
  ),
  pre: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <pre tabIndex={0}>{children}</pre>
  ),
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section tabIndex={0} aria-label="Table" className="overflow-x-auto">
      <table>{children}</table>
    </section>
  ),
};

function MarkdownLink({ href, children }: Pick<ComponentProps<'a'>, 'href' | 'children'>) {
  if (href === undefined || href === '') return <span>{children}</span>;
  // A link inside a link would be none.
  if (hasLink(children)) return <>{children}</>;
  const leaves = /^(https?:)?\/\//i.test(href);
  return (
    <a href={href} {...(leaves ? { target: '_blank', rel: 'noopener noreferrer nofollow' } : {})}>
      {children}
      {leaves && <span className="sr-only"> (opens in a new tab)</span>}
    </a>
  );
}

function hasLink(children: ReactNode): boolean {
  const all = Array.isArray(children) ? children : [children];
  return all.some((child) => isValidElement(child) && child.type === components.img);
}
