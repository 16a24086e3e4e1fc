import type { membershipReason, toolMembership } from '@tools-provider/contracts';
import type { MembershipReason, PreviewedChange } from '@tools-provider/domain';
import type { MembershipDocument, MirroredTool } from '@tools-provider/read-model';
import type { z } from 'zod';

type ReasonAnswer = z.infer<typeof membershipReason>;

/** What a group's definition says of a tool. */
export function membershipAnswer(document: MembershipDocument): z.infer<typeof toolMembership> {
  const { toolId, toolName: name, sourceName, method, path, isResolved, reasons } = document;
  return { toolId, name, sourceName, method, path, isResolved, reasons: reasonsAnswer(reasons) };
}

/** The reasons, as lists of their own. */
export function reasonsAnswer(reasons: readonly MembershipReason[]): ReasonAnswer[] {
  return reasons.map((reason) =>
    reason.kind === 'matched' ? { ...reason, criteria: [...reason.criteria] } : { ...reason },
  );
}

/** A tool that joins or leaves. */
export function changeAnswer({ tool, before, after }: PreviewedChange<MirroredTool>) {
  return { tool: toolAnswer(tool), before: reasonsAnswer(before), after: reasonsAnswer(after) };
}

/** What a preview shows of a tool. */
export function toolAnswer({ id, name, sourceId, sourceName, method, path }: MirroredTool) {
  return { id, name, sourceId, sourceName, method, path };
}
