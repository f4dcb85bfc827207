import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../api/call.ts'
import { useAction, useApi } from '../api/use-api.ts'
import { changeLanguage, type Language, languageFor, languages } from '../i18n/i18n.ts'
import { Answer } from '../kit/answer.tsx'
import { Select } from '../kit/choice.tsx'
import { TextField } from '../kit/fields.tsx'
import { Form } from '../kit/form.tsx'
import { Card, Page } from '../kit/page.tsx'
import { RadioChoice } from '../kit/radio-choice.tsx'
import { chooseTheme, chosenTheme, themes } from '../theme.ts'
import { EmailAddresses } from './email-addresses.tsx'

/** Who one is, how one is reached, and how the app looks. */
export function ProfilePage() {
  const { t } = useTranslation(['settings', 'app'])
  const me = useApi('GET /me')
  return (
    <Page title={t('pages.profile')}>
      <Answer of={me}>{(data) => <Profile me={data} />}</Answer>
      <Card title={t('emails')} about={t('emailsAbout')}>
        <EmailAddresses />
      </Card>
      <Card title={t('appearance')}>
        <ThemeChoice />
      </Card>
    </Page>
  )
}

/** Stands for what the browser says. */
const asBrowser = 'browser'

function Profile({ me }: { readonly me: Output<'GET /me'> }) {
  const { t } = useTranslation(['settings', 'app'])
  const [language, setLanguage] = useState<string>(me.language ?? asBrowser)
  const [timeZone, setTimeZone] = useState<string>(me.timeZone ?? asBrowser)
  const change = useAction('PATCH /me', {
    changes: ['GET /me'],
    done: t('app:saved'),
    isProblemShown: true,
    onDone: (changed) => void changeLanguage(languageFor(changed.language)),
  })
  const zones = Intl.supportedValuesOf('timeZone')
  return (
    <Card title={t('profile')}>
      <Form
        submit={t('app:save')}
        action={change}
        onSubmit={({ displayName = '' }) =>
          change.mutate({
            input: {
              displayName,
              language: language === asBrowser ? null : language,
              timeZone: timeZone === asBrowser ? null : timeZone,
            },
          })
        }
      >
        <TextField label={t('username')} value={me.username} hint={t('usernameHint')} isReadOnly />
        <TextField
          label={t('displayName')}
          name="displayName"
          defaultValue={me.displayName}
          autoComplete="name"
          isRequired
        />
        <Select
          label={t('language')}
          value={language}
          onChange={setLanguage}
          choices={[
            { key: asBrowser, label: t('asBrowser') },
            ...languages.map((key) => ({ key, label: languageNames[key] })),
          ]}
        />
        <Select
          label={t('timeZone')}
          value={timeZone}
          onChange={setTimeZone}
          choices={[
            { key: asBrowser, label: t('asBrowser') },
            // What was chosen by another program may be a name that this browser does not list.
            ...[...new Set([...(me.timeZone === null ? [] : [me.timeZone]), ...zones])].map((key) => ({
              key,
              label: key.replaceAll('_', ' '),
            })),
          ]}
        />
      </Form>
    </Card>
  )
}

const languageNames: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' }

function ThemeChoice() {
  const { t } = useTranslation(['settings', 'app'])
  const [theme, setTheme] = useState(chosenTheme)
  return (
    <RadioChoice
      label={t('theme')}
      value={theme}
      onChange={(chosen) => {
        chooseTheme(chosen)
        setTheme(chosen)
      }}
      choices={themes.map((key) => ({ key, label: t(`themes.${key}`) }))}
    />
  )
}
