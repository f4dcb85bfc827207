/** What is found wrong with another cloud, with mail or with the server, and what to do: the server says it in English. */
export const faults = {
  peer: {
    // On the way there
    'dns-missing': {
      message: 'Der Name hat keine Adresse.',
      remedy:
        'Prüfen Sie, wie er geschrieben ist. Stimmt er, muss die Verwaltung dort ihn ins DNS eintragen.',
    },
    'port-closed': {
      message: 'Am Port nimmt nichts Verbindungen an.',
      remedy:
        'Die Verwaltung dort muss den Server oder seinen Reverse-Proxy starten oder die Firewall öffnen.',
    },
    'host-unreachable': {
      message: 'Zur Adresse führt kein Weg.',
      remedy: 'Sehen Sie nach dem Netz und der Firewall zwischen hier und dort.',
    },
    'connection-timeout': {
      message: 'Sie nimmt keine Verbindung an: Eine Firewall verschluckt sie, oder der Rechner ist aus.',
      remedy: 'Die Verwaltung dort muss den Port öffnen oder nachsehen, ob der Rechner läuft.',
    },
    'connection-cut': {
      message: 'Sie legt auf, bevor sie geantwortet hat.',
      remedy: 'Die Ursache steht im Log des Servers oder seines Reverse-Proxys.',
    },
    'answer-too-slow': {
      message: 'Sie nimmt die Verbindung an, antwortet aber nicht rechtzeitig.',
      remedy:
        'Die Verwaltung dort muss nachsehen, warum sie langsam ist. Sie wird von selbst wieder gefragt.',
    },
    'private-address': {
      message: 'Der Name führt zu einer Adresse in einem privaten Netz.',
      remedy:
        'Ist das gewollt, setzen Sie federation.allowPrivateNetworks. Sonst muss die Verwaltung dort das DNS berichtigen.',
    },
    'proxy-failed': {
      message: 'Der Proxy aus outbound.proxy antwortet nicht oder lehnt ab.',
      remedy: 'Sehen Sie nach diesem Proxy: Über die andere Cloud sagt das nichts.',
    },
    'bad-http': {
      message: 'Was sie antwortet, ist kein HTTP.',
      remedy: 'Prüfen Sie den Port. Die Verwaltung dort muss nachsehen, was dort antwortet.',
    },

    // TLS
    'not-tls': {
      message: 'Sie spricht http am Port für https.',
      remedy: 'Die Verwaltung dort muss TLS einschalten. Clouds teilen nur über https.',
    },
    'tls-failed': {
      message: 'TLS scheitert, bevor ein Zertifikat zu sehen ist.',
      remedy:
        'Die Verwaltung dort muss TLS 1.2 oder 1.3 anbieten und in das Log dessen sehen, was dort TLS macht.',
    },
    'certificate-expired': {
      message: 'Das Zertifikat ist abgelaufen.',
      remedy: 'Die Verwaltung dort muss es erneuern und in den Server oder seinen Reverse-Proxy laden.',
    },
    'certificate-not-yet-valid': {
      message: 'Das Zertifikat gilt noch nicht.',
      remedy: 'Sehen Sie nach, ob die Uhr stimmt, hier und dort.',
    },
    'certificate-wrong-host': {
      message: 'Das Zertifikat ist für andere Namen.',
      remedy: 'Die Verwaltung dort muss eines für genau diesen Namen besorgen.',
    },
    'certificate-self-signed': {
      message: 'Das Zertifikat hat sie sich selbst ausgestellt.',
      remedy:
        'Die Verwaltung dort muss eines von einer Zertifizierungsstelle besorgen. In einem geschlossenen Netz nehmen Sie es hier in outbound.ca auf.',
    },
    'certificate-chain-incomplete': {
      message:
        'Sie sendet die Zertifikate nicht mit, die zwischen ihrem und einem liegen, dem hier vertraut wird.',
      remedy:
        'Die Verwaltung dort muss die ganze Kette einrichten (fullchain.pem). Gehört die Stelle zu einem geschlossenen Netz, nehmen Sie sie hier in outbound.ca auf.',
    },
    'certificate-unknown-authority': {
      message: 'Das Zertifikat führt zu einer Stelle, der hier nicht vertraut wird.',
      remedy: 'Gehört sie zu einem geschlossenen Netz, nehmen Sie sie in outbound.ca auf.',
    },
    'certificate-bad': {
      message: 'Das Zertifikat ist nicht zu gebrauchen.',
      remedy: 'Die Verwaltung dort muss es ersetzen.',
    },
    'certificate-ends-soon': {
      message: 'Das Zertifikat läuft innerhalb einer Woche ab.',
      remedy: 'Die Verwaltung dort sollte nachsehen, warum es noch nicht erneuert wurde.',
    },

    // Discovery
    'discovery-missing': {
      message: 'Sie antwortet, sagt aber nichts unter /.well-known/ocm.',
      remedy:
        'Prüfen Sie den Namen. Die Verwaltung dort muss OCM einschalten oder /.well-known/ocm durch den Reverse-Proxy leiten.',
    },
    'discovery-forbidden': {
      message: 'Sie verlangt eine Anmeldung unter /.well-known/ocm, was alle lesen können müssen.',
      remedy: 'Die Verwaltung dort muss diesen Pfad von der Anmeldung ausnehmen.',
    },
    'discovery-unavailable': {
      message: 'Sie wird gewartet oder ist beschäftigt.',
      remedy: 'Warten Sie. Sie wird von selbst wieder gefragt.',
    },
    'discovery-server-error': {
      message: 'Sie scheitert unter /.well-known/ocm.',
      remedy: 'Die Ursache steht in ihrem Log oder dem ihres Reverse-Proxys.',
    },
    'discovery-unexpected-status': {
      message: 'Sie antwortet unter /.well-known/ocm mit einem Status, der dort nichts bedeutet.',
      remedy: 'Die Verwaltung dort muss nachsehen, was dort antwortet.',
    },
    'discovery-html': {
      message: 'Unter /.well-known/ocm ist eine Seite zum Lesen im Browser.',
      remedy:
        'Prüfen Sie den Namen. Die Verwaltung dort muss diesen Pfad zur Cloud leiten, nicht zu einer Website oder Anmeldung.',
    },
    'discovery-not-json': {
      message: 'Was unter /.well-known/ocm ist, ist kein JSON.',
      remedy: 'Die Verwaltung dort muss nachsehen, was dort antwortet.',
    },
    'discovery-compressed': {
      message: 'Etwas komprimiert, was unter /.well-known/ocm ist, obwohl niemand darum gebeten hat.',
      remedy: 'Die Verwaltung dort muss das für Programme abschalten, die kein Accept-Encoding senden.',
    },
    'discovery-wrong-charset': {
      message: 'Was unter /.well-known/ocm ist, ist kein UTF-8.',
      remedy: 'Die Verwaltung dort muss nachsehen, was die Kodierung ändert: JSON ist UTF-8.',
    },
    'discovery-too-large': {
      message: 'Was unter /.well-known/ocm ist, ist größer, als so etwas sein kann.',
      remedy: 'Prüfen Sie den Namen. Die Verwaltung dort muss nachsehen, was dort antwortet.',
    },
    'discovery-redirects-to-http': {
      message: 'Sie leitet von https zu http weiter.',
      remedy:
        'Die Verwaltung dort muss die Weiterleitung berichtigen: Oft beendet ein Proxy TLS, und der Server weiß nichts davon.',
    },
    'discovery-redirects-to-private-address': {
      message: 'Sie leitet zu einer Adresse in einem privaten Netz weiter.',
      remedy: 'Die Verwaltung dort muss die Weiterleitung berichtigen.',
    },
    'discovery-redirects-endlessly': {
      message: 'Sie leitet ohne Ende von einem Ort zum nächsten weiter.',
      remedy: 'Die Verwaltung dort muss die Weiterleitungen berichtigen.',
    },
    'discovery-not-ocm': {
      message: 'Was unter /.well-known/ocm ist, ist JSON, aber nicht von OCM: Es nennt keinen Endpunkt.',
      remedy: 'Die Verwaltung dort muss nachsehen, was dort antwortet.',
    },
    'ocm-disabled': {
      message: 'Sie sagt, dass OCM ausgeschaltet ist.',
      remedy: 'Die Verwaltung dort kann es einschalten.',
    },
    'end-point-insecure': {
      message: 'Der Endpunkt ist http, obwohl sie selbst über https erreichbar ist.',
      remedy: 'Die Verwaltung dort muss dem Server seine öffentliche Adresse sagen.',
    },
    'end-point-elsewhere': {
      message: 'Der Endpunkt ist auf einem anderen Server.',
      remedy:
        'Das ist erlaubt. Ist es nicht gewollt, muss die Verwaltung dort dem Server seine öffentliche Adresse sagen.',
    },
    'no-resource-types': {
      message: 'Sie nennt nichts, was sie teilt oder annimmt.',
      remedy: 'Die Verwaltung dort muss das Teilen mit anderen Clouds erlauben.',
    },

    // Keys
    'keys-missing': {
      message: 'Sie kündigt Unterschriften an und veröffentlicht keine lesbaren Schlüssel.',
      remedy:
        'Die Verwaltung dort muss die Schlüssel durch den Reverse-Proxy leiten. Bis dahin wird nichts geglaubt, was sie unterschreibt.',
    },
    'keys-insecure': {
      message: 'Die Schlüssel sind über http veröffentlicht.',
      remedy: 'Die Verwaltung dort muss sie über https veröffentlichen.',
    },
    'keys-not-a-set': {
      message: 'Was sie als ihre Schlüssel veröffentlicht, ist kein Satz von Schlüsseln.',
      remedy: 'Die Verwaltung dort muss nachsehen, was dort antwortet.',
    },
    'key-algorithm-unknown': {
      message: 'Keiner ihrer Schlüssel ist für ein Verfahren, das hier bekannt ist.',
      remedy:
        'Die Verwaltung dort muss Ed25519, ECDSA oder RSA benutzen und das in alg des Schlüssels sagen.',
    },
    'key-changed': {
      message: 'Einer ihrer Schlüssel ist ein anderer als zuvor, unter derselben Kennung.',
      remedy:
        'Fragen Sie die Verwaltung dort, ob das gewollt war: Neue Schlüssel bekommen neue Kennungen. Was sie unterschrieben hat, wird vielleicht eine Stunde lang abgelehnt.',
    },
    'does-not-sign': {
      message: 'Sie unterschreibt nicht, was sie sendet: Was sie teilt, gilt als nicht bestätigt.',
      remedy: 'Die Verwaltung dort kann sie aktualisieren oder Unterschriften einschalten.',
    },

    // In general
    'clock-skew': {
      message: 'Die Uhr dort und die dieses Servers gehen mehr als eine Minute auseinander.',
      remedy: 'Lassen Sie beide von NTP stellen: Bei Minuten Unterschied werden Unterschriften abgelehnt.',
    },
    unencrypted: {
      message: 'Sie wird über http erreicht: Unterwegs können alle alles lesen und ändern.',
      remedy: 'Das ist nur für Tests. Schalten Sie federation.allowHttpFallback aus.',
    },

    // This server, seen from outside
    'own-host-not-passed': {
      message: 'Was vor diesem Server steht, gibt den verlangten Namen nicht weiter.',
      remedy:
        'Lassen Sie den Reverse-Proxy Host so weitergeben, wie er kam (nginx: proxy_set_header Host $host).',
    },
    'own-well-known-not-passed': {
      message: 'Dieser Server ist unter seiner öffentlichen Adresse erreichbar, /.well-known/ocm aber nicht.',
      remedy: 'Lassen Sie den Reverse-Proxy /.well-known/ocm und /.well-known/jwks.json weitergeben.',
    },
    'own-other-server': {
      message: 'Unter der öffentlichen Adresse antwortet ein anderer Server.',
      remedy: 'Sehen Sie nach dem DNS, dem Reverse-Proxy und publicUrl.',
    },
    'own-keys-differ': {
      message: 'Die Schlüssel unter der öffentlichen Adresse sind nicht die dieses Servers.',
      remedy:
        'Sehen Sie nach, ob ein Proxy eine alte Kopie hat oder dort ein anderer Server antwortet. Nichts wird geglaubt, was wir unterschreiben.',
    },
    'own-api-not-passed': {
      message: 'Nachrichten anderer Clouds kommen nicht an: Unter /ocm/ antwortet etwas anderes.',
      remedy: 'Lassen Sie den Reverse-Proxy /ocm/ weitergeben, mit dem Pfad, wie er kam.',
    },
    'own-dav-not-passed': {
      message:
        'Andere Clouds können nicht öffnen, was mit ihnen geteilt ist: PROPFIND unter /dav/ kommt nicht an.',
      remedy:
        'Lassen Sie den Reverse-Proxy /dav/ weitergeben, mit dem Pfad, wie er kam, und mit allen Methoden von WebDAV.',
    },
  },

  mail: {
    'not-configured': {
      message: 'Diese Cloud hat keinen SMTP-Server.',
      remedy: 'Geben Sie einen ein, und was Ihr Anbieter sonst noch sagt.',
    },
    'host-unknown': {
      message: 'Der Name des SMTP-Servers ist nicht bekannt.',
      remedy: 'Prüfen Sie ihn, und ob dieser Rechner Namen nachschlagen kann.',
    },
    'connection-refused': {
      message: 'An dieser Adresse und diesem Port nimmt nichts Verbindungen an.',
      remedy: 'Prüfen Sie Server und Port; 587 gehört zu STARTTLS, 465 zu TLS, 25 zu keiner Verschlüsselung.',
    },
    unreachable: {
      message: 'Zum SMTP-Server führt kein Weg.',
      remedy: 'Prüfen Sie das Netz dieses Rechners; viele Anbieter sperren Port 25, nehmen Sie 587 oder 465.',
    },
    'forbidden-address': {
      message: 'Der SMTP-Server hat eine Adresse, an der keiner sein kann.',
      remedy: 'Prüfen Sie den Namen des Servers.',
    },
    'timed-out': {
      message: 'Der SMTP-Server hat nicht rechtzeitig geantwortet.',
      remedy:
        'Prüfen Sie Port und Verschlüsselung: Ein Server, der auf TLS wartet, sagt nichts, wenn es nicht beginnt. Vielleicht ist auch eine Firewall dazwischen.',
    },
    'connection-lost': {
      message: 'Der SMTP-Server hat aufgelegt.',
      remedy: 'Versuchen Sie es noch einmal. Bleibt es so, sagt sein Log, warum.',
    },
    'no-starttls': {
      message: 'Der SMTP-Server bietet nicht an, zu TLS zu wechseln.',
      remedy: 'Wählen Sie TLS als Verschlüsselung, oder keine für einen Server im eigenen Netz.',
    },
    certificate: {
      message:
        'Das Zertifikat des SMTP-Servers gilt nicht für seinen Namen, oder niemand Bekanntes hat es ausgestellt.',
      remedy:
        'Nehmen Sie als Server einen Namen, der im Zertifikat steht. Für die Stelle einer Firma setzt der Betrieb outbound.ca.',
    },
    'tls-failed': {
      message: 'Eine verschlüsselte Verbindung zum SMTP-Server kam nicht zustande.',
      remedy: 'Prüfen Sie die Verschlüsselung: TLS gehört zu Port 465, STARTTLS zu 587.',
    },
    'sign-in-refused': {
      message: 'Der SMTP-Server hat Benutzernamen oder Passwort abgelehnt.',
      remedy: 'Prüfen Sie beide. Manche Anbieter wollen ein Passwort, das für dieses Programm gemacht ist.',
    },
    'sender-refused': {
      message: 'Der SMTP-Server sendet nicht für diesen Absender.',
      remedy:
        'Nehmen Sie eine Adresse, die Ihr Anbieter Ihnen erlaubt, und melden Sie sich an, wenn er das will.',
    },
    'recipient-refused': {
      message: 'Der SMTP-Server hat die Adresse abgelehnt, an die die Mail ging.',
      remedy: 'Prüfen Sie die Adresse.',
    },
    'message-refused': {
      message: 'Der SMTP-Server hat die Mail selbst abgelehnt.',
      remedy: 'Sehen Sie, was er sagte; vielleicht hält er sie für unerwünscht.',
    },
    'try-later': {
      message: 'Der SMTP-Server bittet, später wiederzukommen.',
      remedy: 'Nichts ist zu tun: Es wird wieder versucht, solange die Mail noch Sinn hat.',
    },
    'protocol-error': {
      message: 'Was dort antwortet, spricht kein SMTP.',
      remedy: 'Prüfen Sie Server und Port.',
    },
    'too-many-mails': {
      message: 'An dieses Postfach gingen zuletzt zu viele solche Mails.',
      remedy: 'Warten Sie eine Stunde.',
    },
  },

  system: {
    'disk-nearly-full': {
      message: 'Wo die Dateien liegen, ist weniger als 1 GiB frei.',
      remedy:
        'Schaffen Sie Platz, oder legen Sie den Datenordner auf eine größere Platte: Ist nichts mehr frei, lässt sich nichts ändern.',
    },
    'certificate-ends-soon': {
      message: 'Das Zertifikat dieses Servers läuft innerhalb einer Woche ab oder ist abgelaufen.',
      remedy: 'Erneuern Sie es, und lassen Sie den Server es neu lesen: Senden Sie ihm SIGHUP.',
    },
    'local-address': {
      message: 'Die Adresse dieser Cloud führt von anderen Rechnern aus nirgendwohin.',
      remedy:
        'Geben Sie ihr eine, die andere erreichen (publicUrl, isthmus tenant rename), bevor etwas geteilt wird.',
    },
    'jobs-given-up': {
      message: 'Arbeit wurde aufgegeben.',
      remedy: 'Sehen Sie nach, warum, und lassen Sie sie wieder versuchen oder fallen.',
    },
    'peers-failing': {
      message: 'Mit manchen anderen Clouds funktioniert es nicht.',
      remedy: 'Bei ihnen ist die Lampe rot; sehen Sie nach, um zu erfahren, was im Weg steht.',
    },
    'mail-in-trouble': {
      message: 'Der Mailserver hat die letzte Mail nicht angenommen.',
      remedy: 'Sehen Sie, was er gesagt hat, und senden Sie eine Testmail.',
    },
    'no-mail': {
      message: 'Diese Cloud sendet keine Mails.',
      remedy: 'Geben Sie einen SMTP-Server ein: Ohne ihn kann niemand selbst ein neues Passwort bekommen.',
    },
    'http-fallback': {
      message: 'federation.allowHttpFallback ist an: Daten gehen vielleicht unverschlüsselt durchs Netz.',
      remedy: 'Nur für Tests und Vorführungen.',
    },
    'private-networks': {
      message:
        'federation.allowPrivateNetworks ist an: Andere Clouds können diese dazu bringen, sich mit privaten Adressen zu verbinden.',
      remedy: 'Nur für Tests, Vorführungen und geschlossene Netze.',
    },
    'database-unencrypted': {
      message: 'database.url hat kein sslmode: Alles geht unverschlüsselt zu einem anderen Rechner.',
      remedy: 'Fügen Sie ?sslmode=verify-full an.',
    },
  },
} as const
