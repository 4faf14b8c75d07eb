package crm.opportunities.account;

import java.util.Locale;
import java.util.Set;

/** The internet domain that tells which company somebody belongs to. */
public final class InternetDomain {

    /** Providers where everybody may have an address, so that it tells nothing about a company. */
    private static final Set<String> EVERYBODYS = Set.of("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com",
            "msn.com", "yahoo.com", "yahoo.co.uk", "yahoo.co.in", "yahoo.de", "yahoo.fr", "ymail.com", "rediffmail.com", "icloud.com",
            "me.com", "mac.com", "aol.com", "proton.me", "protonmail.com", "gmx.de", "gmx.net", "gmx.com", "gmx.ch", "gmx.at", "web.de",
            "t-online.de", "freenet.de", "mail.com", "mail.ru", "yandex.ru", "yandex.com", "zoho.com", "orange.fr", "wanadoo.fr",
            "free.fr", "laposte.net", "libero.it", "bluewin.ch", "qq.com", "163.com", "126.com", "naver.com", "fastmail.com",
            "comcast.net", "verizon.net", "att.net", "btinternet.com");

    private InternetDomain() {}

    /** In lower case, without scheme, www, port and path; null where the text contains no domain. */
    public static String plain(String text) {
        if (text == null) {
            return null;
        }
        String host = text.strip().toLowerCase(Locale.ROOT)
                .replaceFirst("^[a-z][a-z0-9+.-]*://", "")
                .replaceFirst("[/?#].*$", "")
                .replaceFirst("^.*@", "")
                .replaceFirst(":\\d*$", "")
                .replaceFirst("^www\\.", "")
                .replaceFirst("\\.$", "");
        return host.matches("[\\p{L}\\p{N}_-]+(\\.[\\p{L}\\p{N}_-]+)+") && host.length() <= 253 ? host : null;
    }

    /** The domain of a company by its website or else an email address; null where neither names one of its own. */
    public static String ofCompany(String website, String email) {
        String domain = ownOf(website);
        return domain == null ? ownOf(email) : domain;
    }

    public static boolean isEverybodys(String domain) {
        return EVERYBODYS.contains(domain);
    }

    private static String ownOf(String text) {
        String domain = plain(text);
        return domain == null || isEverybodys(domain) ? null : domain;
    }
}
