-- The keys that each lead is stored with. As functions in SQL they were read, inlined and planned anew by each statement that
-- stores a lead, which cost more than to compute them; procedures are compiled once for a connection. The values stay the same.
create or replace function phone_key(phone text) returns text immutable strict parallel safe language plpgsql as $$
declare
    digits text := regexp_replace(phone, '\D', '', 'g');
begin
    return case when length(digits) >= 7 then right(ltrim(digits, '0'), 9) end;
end $$;

create or replace function person_key(first_name text, last_name text) returns text immutable parallel safe language plpgsql as $$
begin
    return nullif(btrim(regexp_replace(lower(coalesce(first_name, '') || ' ' || coalesce(last_name, '')), '[^[:alnum:]]+', ' ', 'g')), '');
end $$;

create or replace function company_key(company text) returns text immutable strict parallel safe language plpgsql as $$
begin
    return nullif(btrim(regexp_replace(
        ' ' || regexp_replace(lower(company), '[^[:alnum:]]+', ' ', 'g') || ' ',
        '^ +the(?= +[^ ])|( +(inc|incorporated|llc|ltd|limited|plc|corp|corporation|co|company|gmbh|mbh|ag|kg|ug|se|sa|sarl|sas|srl|spa|bv|nv|ab|as|oy|pty))+ *$',
        '', 'g')), '');
end $$;
