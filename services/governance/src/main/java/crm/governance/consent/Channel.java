package crm.governance.consent;

/** How somebody may be addressed; {@link #ANY} stands for all of them. */
enum Channel { EMAIL, PHONE, SMS, MAIL, ANY }
