import { describe, expect, it } from 'vitest';
import { tidyComponents } from './tidy-components.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

describe('the named schemas of the document', () => {
  it('are those that are used, by their own name if they go one way only', () => {
    const document = {
      paths: { '/a': { post: { body: ref('NewThingInput'), answer: ref('Thing'), also: ref('BothInput') } } },
      components: {
        securitySchemes: { bearer: {} },
        schemas: {
          NewThing: { unused: true },
          NewThingInput: { properties: { part: ref('PartInput') } },
          Part: {},
          PartInput: { type: 'string' },
          Thing: { properties: { both: ref('Both') } },
          ThingInput: {},
          Both: { type: 'number' },
          BothInput: { type: 'number' },
        },
      },
    };
    expect(tidyComponents(document)).toEqual({
      paths: { '/a': { post: { body: ref('NewThing'), answer: ref('Thing'), also: ref('BothInput') } } },
      components: {
        securitySchemes: { bearer: {} },
        schemas: {
          Both: { type: 'number' },
          BothInput: { type: 'number' },
          NewThing: { properties: { part: ref('Part') } },
          Part: { type: 'string' },
          Thing: { properties: { both: ref('Both') } },
        },
      },
    });
  });

  it('may refer to themselves', () => {
    const document = { use: ref('Tree'), components: { schemas: { Tree: { items: ref('Tree') } } } };
    expect(tidyComponents(document)).toEqual(document);
  });
});
