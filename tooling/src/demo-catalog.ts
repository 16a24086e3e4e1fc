import type { CreateLabelBody, RegisterSourceBody } from '@tools-provider/contracts';

/** An operation of a demo source: method, path, id, what it does, tags. */
type Operation = readonly [
  method: 'get' | 'post' | 'put' | 'delete',
  path: string,
  operationId: string,
  summary: string,
  ...tags: string[],
];

/** A source to begin with. */
export interface DemoSource {
  readonly id: string;
  readonly body: RegisterSourceBody;
}

export const CRM = '3f0c9a52-6b1e-4d0a-9c55-2a8f6d1b7e01';
export const BILLING = '8a4d2e17-0f3b-4c69-b1de-5c7a90e2f402';
export const WAREHOUSE = 'c51b7f38-94a0-4e2d-8f16-7d3e4b0a9c03';

const READS_ONLY = '5d9be0c4-1f7a-4b83-9e26-0c4b7a51d801';
const PERSONAL_DATA = '5d9be0c4-1f7a-4b83-9e26-0c4b7a51d802';
const MOVES_MONEY = '5d9be0c4-1f7a-4b83-9e26-0c4b7a51d803';

/** Labels as operators of such a company would use them. */
export const demoLabels: readonly (CreateLabelBody & { readonly id: string })[] = [
  {
    id: READS_ONLY,
    name: 'reads only',
    description: 'Changes nothing, wherever it leads.',
    color: '#15803d',
  },
  {
    id: PERSONAL_DATA,
    name: 'personal data',
    description: 'Answers with data of customers.',
    color: '#b45309',
  },
  {
    id: MOVES_MONEY,
    name: 'moves money',
    description: 'An admin should know who uses it.',
    color: '#b91c1c',
  },
];

/** Which demo tools have which labels. */
export const demoLabelled: readonly { readonly toolId: string; readonly labelId: string }[] = [
  { toolId: `${CRM}:getCustomer`, labelId: PERSONAL_DATA },
  { toolId: `${CRM}:exportAllCustomers`, labelId: PERSONAL_DATA },
  { toolId: `${BILLING}:getInvoice`, labelId: READS_ONLY },
  { toolId: `${BILLING}:listInvoices`, labelId: READS_ONLY },
  { toolId: `${BILLING}:getCardDetails`, labelId: PERSONAL_DATA },
  { toolId: `${BILLING}:createRefund`, labelId: MOVES_MONEY },
  { toolId: `${BILLING}:approveRefund`, labelId: MOVES_MONEY },
];

/** Tools that are switched off from the start, and why. */
export const demoDisabled: readonly { readonly toolId: string; readonly reason: string }[] = [
  { toolId: `${CRM}:deleteCustomer`, reason: 'Only people delete customers' },
];

/** What the company's own services say of themselves, in short. */
export const demoSources: readonly DemoSource[] = [
  source(CRM, 'crm-core', 'Customers and tickets', [
    ['get', '/customers', 'listCustomers', 'Find customers by name or number', 'customers'],
    ['get', '/customers/{customerId}', 'getCustomer', 'Read one customer', 'customers'],
    ['put', '/customers/{customerId}', 'updateCustomer', 'Change the details of a customer', 'customers'],
    ['delete', '/customers/{customerId}', 'deleteCustomer', 'Delete a customer', 'customers', 'dangerous'],
    [
      'get',
      '/customers/export',
      'exportAllCustomers',
      'Export every customer as a file',
      'customers',
      'report',
    ],
    ['get', '/tickets', 'listTickets', 'Find tickets by status or customer', 'tickets'],
    ['get', '/tickets/{ticketId}', 'getTicket', 'Read one ticket with its messages', 'tickets'],
    ['post', '/tickets', 'createTicket', 'Open a ticket for a customer', 'tickets'],
    ['post', '/tickets/{ticketId}/messages', 'answerTicket', 'Answer a ticket', 'tickets'],
    ['post', '/tickets/{ticketId}/close', 'closeTicket', 'Close a ticket', 'tickets'],
  ]),
  source(BILLING, 'billing', 'Invoices, payments and refunds', [
    ['get', '/invoices', 'listInvoices', 'Find invoices by customer or month', 'invoices', 'report'],
    ['get', '/invoices/{invoiceId}', 'getInvoice', 'Read one invoice', 'invoices'],
    ['post', '/invoices/{invoiceId}/send', 'sendInvoice', 'Send an invoice again', 'invoices'],
    ['get', '/payments', 'listPayments', 'Find payments', 'payments', 'report'],
    [
      'get',
      '/payments/{paymentId}/card',
      'getCardDetails',
      'Read the card of a payment',
      'payments',
      'internal',
    ],
    ['post', '/refunds', 'createRefund', 'Ask for a refund of a payment', 'refunds'],
    [
      'post',
      '/refunds/{refundId}/approve',
      'approveRefund',
      'Approve a refund, which pays it out',
      'refunds',
    ],
    ['get', '/reports/revenue', 'getRevenue', 'Revenue by month', 'report'],
  ]),
  source(WAREHOUSE, 'warehouse', 'Stock, shipments and returns', [
    ['get', '/stock/{articleId}', 'getStock', 'How many of an article there are', 'stock'],
    ['put', '/stock/{articleId}', 'correctStock', 'Correct the stock of an article', 'stock'],
    ['get', '/stock/movements', 'listStockMovements', 'What came and went', 'stock', 'report'],
    ['post', '/shipments', 'createShipment', 'Ship an order', 'shipments'],
    ['get', '/shipments/{shipmentId}', 'trackShipment', 'Where a shipment is', 'shipments'],
    ['delete', '/shipments/{shipmentId}', 'cancelShipment', 'Stop a shipment that has not left', 'shipments'],
    ['post', '/returns', 'openReturn', 'Announce a return', 'returns'],
  ]),
];

function source(id: string, name: string, title: string, operations: readonly Operation[]): DemoSource {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [method, path, operationId, summary, ...tags] of operations) {
    const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => ({
      name: parameter,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    }));
    const responses = { 200: { description: 'Done' } };
    paths[path] = { ...paths[path], [method]: { operationId, summary, tags, parameters, responses } };
  }
  const document = { openapi: '3.1.0', info: { title, version: '1.0.0' }, paths };
  return { id, body: { id, name, document } };
}
