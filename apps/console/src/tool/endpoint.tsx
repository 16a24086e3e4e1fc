import { cn } from '../components/ui/cn.ts';

interface EndpointProps {
  readonly tool: {
    readonly method: string | null;
    readonly path: string | null;
    readonly operationId: string;
  };
  readonly className?: string;
}

/** Where a tool is called: `GET /orders/{id}`, or what an MCP server calls it. */
export function Endpoint({ tool: { method, path, operationId }, className }: EndpointProps) {
  return (
    <span className={cn('block truncate font-mono text-xs text-muted', className)}>
      {method !== null && <span className="mr-1.5 font-semibold">{method}</span>}
      {path ?? operationId}
    </span>
  );
}
