import type { CreateTaskBody, CreateToolGroupBody } from '@tools-provider/contracts';
import { BILLING, CRM, WAREHOUSE } from './demo-catalog.ts';

/** A group to begin with; one with a reason is deactivated after it was made. */
export interface DemoToolGroup {
  readonly body: CreateToolGroupBody;
  readonly deactivatedBecause?: string;
}

/** Tool groups as a company with a few upstream services would curate them; one that moves money waits for somebody to ask for its approval. */
export const demoToolGroups: readonly DemoToolGroup[] = [
  {
    body: {
      name: 'Customer support',
      description: 'What the support assistant may look up and change on behalf of a customer.',
      selectors: [
        { id: 'crm-reads', sourcePattern: 'crm-*', methodPattern: 'GET' },
        { id: 'ticket-work', sourcePattern: 'crm-*', namePattern: '*ticket*' },
      ],
      explicitToolIds: [`${BILLING}:getInvoice`, `${BILLING}:listInvoices`],
      excludedToolIds: [`${CRM}:exportAllCustomers`],
    },
  },
  {
    body: {
      name: 'Billing, read only',
      description: 'Invoices and payments, without anything that moves money.',
      selectors: [
        { id: 'billing-reads', sourcePattern: 'billing', methodPattern: 'GET', excludedTags: ['internal'] },
      ],
      excludedToolIds: [`${BILLING}:getCardDetails`],
    },
  },
  {
    body: {
      name: 'Order fulfilment',
      description: 'Stock, shipments and returns for the warehouse agent.',
      selectors: [
        { id: 'stock', sourcePattern: 'warehouse', pathPattern: '/stock/*' },
        { id: 'shipping', sourcePattern: 'warehouse', namePattern: 'regex:(create|track|cancel)Shipment' },
      ],
      explicitToolIds: [`${WAREHOUSE}:openReturn`],
    },
  },
  {
    body: {
      name: 'Reporting',
      description: 'Everything tagged for reports, from all sources.',
      selectors: [{ id: 'tagged', requiredTags: ['report'], excludedTags: ['deprecated'] }],
    },
  },
  {
    body: {
      name: 'Refunds',
      description: 'Moves money, so an admin has to agree before an agent may use it.',
      explicitToolIds: [`${BILLING}:createRefund`, `${BILLING}:approveRefund`],
      requiresApproval: true,
    },
  },
  {
    body: {
      name: 'Sandbox',
      description: 'Every tool there is, for trying things out.',
      selectors: [{ id: 'everything', namePattern: '*' }],
    },
    deactivatedBecause: 'Only switched on during workshops',
  },
];

/** Tasks in every status. */
export const demoTasks: readonly CreateTaskBody[] = [
  {
    title: 'Review the tools of Customer support',
    description: 'Two new ticket tools came with the last CRM release. Check that both belong in the group.',
    priority: 'high',
    assigneeId: 'otto',
    department: 'Support',
    status: 'in_progress',
  },
  {
    title: 'Agree on the refund limit with finance',
    description: 'Nobody approves the group Refunds until there is a number.',
    priority: 'urgent',
    assigneeId: 'ada',
    department: 'Finance',
    status: 'pending',
  },
  {
    title: 'Exclude the bulk export of customers',
    description: 'An agent must not be able to copy the whole customer base.',
    priority: 'high',
    assigneeId: 'otto',
    department: 'Security',
    status: 'completed',
  },
  {
    title: 'Read through the reporting tools',
    priority: 'low',
    assigneeId: 'vera',
    department: 'Analytics',
    status: 'pending',
  },
  {
    title: 'Move shipment tracking to the carrier API',
    description: 'Dropped: the carrier keeps its old interface for another year.',
    priority: 'medium',
    department: 'Logistics',
    status: 'cancelled',
  },
];
