/** Work on many rows at once that a member asks for: assigning them, tagging them by country. */
package com.connectgain.functions.crm.bulk;
