import { ActionIcon, Menu } from '@mantine/core';
import { IconLanguage, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../api/me';
import { teamName } from '../people/names';
import { languages, speak, word, type Language } from '../language/language';

/** Who one is, in which language, and the way out; fetched when somebody opens it. */
export function UserMenu({ me }: { me: Me | undefined }) {
  const { t, i18n } = useTranslation();
  return (
    <Menu position="bottom-end" defaultOpened>
      <Menu.Target><ActionIcon variant="default" size={36} aria-label={t('shell.me')}><IconUser size={18} /></ActionIcon></Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me?.name} ({me?.login})<br />{me?.roles.map((role) => word(role, 'value')).join(', ')}{me?.team ? ` · ${teamName(me.team)}` : ''}</Menu.Label>
        {(Object.entries(languages) as [Language, string][]).map(([code, name]) => <Menu.Item key={code} leftSection={<IconLanguage size={16} />} onClick={() => void speak(code)} aria-current={i18n.language === code}>{name}</Menu.Item>)}
        <Menu.Divider />
        <Menu.Item component="a" href="/api/docs">{t('shell.docs')}</Menu.Item>
        <Menu.Item component="a" href="/status">{t('shell.status')}</Menu.Item>
        <form method="post" action="/logout"><Menu.Item component="button" type="submit">{t('shell.logout')}</Menu.Item></form>
      </Menu.Dropdown>
    </Menu>
  );
}
