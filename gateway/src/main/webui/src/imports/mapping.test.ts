import { describe, expect, it } from 'vitest';
import { kinds } from '../records/kinds';
import { asked, guess, meaning, missing, sample, target, usualMatch } from './mapping';

describe('a file that somebody brings', () => {
  it('is read with its own separator, quotes and line ends', () => {
    expect(sample('\uFEFFName;City\r\n"A; ""B""";Bern\r\nC;\r\n')).toEqual({ columns: ['Name', 'City'], rows: [['A; "B"', 'Bern'], ['C', '']] });
    expect(sample('a,b\n"two\nlines",2').rows).toEqual([['two\nlines', '2']]);
    expect(sample('')).toEqual({ columns: [], rows: [] });
  });

  it('finds its fields by name, by label and by what others call them, none twice', () => {
    const guessed = guess(kinds.leads!, sample('First Name,surname,E-Mail,email address,Lead Source,nonsense,City\nAda,Byron,a@b.example,,Web,x,Bern'));
    expect(JSON.parse(asked(guessed))).toEqual({ 'First Name': 'firstName', surname: 'lastName', 'E-Mail': 'email', 'Lead Source': 'leadSource', City: 'address.city' });
  });

  it('calls the record itself by the name of its kind, and what stands above it by its own words', () => {
    const accounts = guess(kinds.accounts!, sample(`account,sector,subsidiary_of\n${'Acme,x,\n'.repeat(30)}Blue,x,Acme`));
    expect(accounts).toEqual({ account: { field: 'name' }, sector: { field: 'industry' }, subsidiary_of: { field: 'parentId', lookup: 'name' } });
    expect(guess(kinds.accounts!, sample('Company Name,Website\nAcme,'))['Company Name']).toEqual({ field: 'name' });
    expect(guess(kinds.contacts!, sample('company,name\nAcme,Byron')).company).toEqual({ field: 'accountId', lookup: 'name' });
    expect(target(kinds.accounts!, 'parentId', ['Acme'])).toEqual({ field: 'parentId', lookup: 'name' });
  });

  it('says what no column fills, and finds what is there by what tells one from another', () => {
    const some = guess(kinds.accounts!, sample('sector\nx'));
    expect([missing(kinds.accounts!, some), usualMatch(kinds.accounts!, some)]).toEqual([['name'], 'none']);
    const all = guess(kinds.accounts!, sample('account,sector\nAcme,x'));
    expect([missing(kinds.accounts!, all), usualMatch(kinds.accounts!, all)]).toEqual([[], 'name']);
    expect(usualMatch(kinds.contacts!, guess(kinds.contacts!, sample('name,mail\nByron,a@b.example')))).toBe('emails');
    expect(usualMatch(kinds.campaigns!, guess(kinds.campaigns!, sample('campaign\nFair')))).toBe('none');
  });

  it('leaves out the row in the middle of which it was cut off', () => {
    expect(sample('a,b\n1,2\n3,"4', true).rows).toEqual([['1', '2']]);
  });

  it('finds a field before which a file names the kind of record', () => {
    const guessed = guess(kinds.leads!, sample('Lead Status,Lead Source,lead_owner,Company Status\nNEW,Web,ann,x'));
    expect(JSON.parse(asked(guessed))).toEqual({ 'Lead Status': 'status', 'Lead Source': 'leadSource', lead_owner: 'owner' });
  });

  it('sees how dates and numbers are written and looks records up by their names', () => {
    const guessed = guess(kinds.opportunities!, sample('name,account,amount,close date\nOne,Acme,"1.234,50",31.12.2026'));
    expect(guessed).toEqual({ name: { field: 'name' }, account: { field: 'accountId', lookup: 'name' }, amount: { field: 'amount', format: '1.234,56' }, 'close date': { field: 'closeDate', format: 'd.M.yyyy' } });
    expect(guess(kinds.opportunities!, sample('closeDate\n25/12/2026')).closeDate).toEqual({ field: 'closeDate', format: 'd/M/yyyy' });
  });

  it('takes what unknown values mean into the mapping, beside what it says already', () => {
    const mapping = { product: { field: 'productId', lookup: 'name' }, sector: { field: 'industry', values: { tec: 'technology' } }, note: undefined };
    const means = [{ column: 'product', value: 'GTXPro', suggestion: 'GTX Pro' }, { column: 'sector', value: 'technolgy', suggestion: 'technology' }, { column: 'sector', value: 'x' }, { column: 'note', value: 'y', suggestion: 'z' }];
    expect(JSON.parse(asked(meaning(mapping, means)))).toEqual({
      product: { field: 'productId', lookup: 'name', values: { GTXPro: 'GTX Pro' } }, sector: { field: 'industry', values: { tec: 'technology', technolgy: 'technology' } } });
    expect(mapping.sector.values).toEqual({ tec: 'technology' });
  });
});
