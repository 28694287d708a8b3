import java.io.File;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** Validates PDF files with veraPDF: ValiderPdf FILE...; one line a file and a profile, exit 1 where one fails. */
public class ValiderPdf {
  private static final String[] PROFILES = {"3a", "ua1"};

  public static void main(String[] files) throws Exception {
    Logger.getLogger("").setLevel(Level.SEVERE);
    VeraGreenfieldFoundryProvider.initialise();
    boolean failed = false;
    for (String file : files) {
      for (String profile : PROFILES) {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(profile);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
            PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
          ValidationResult result = validator.validate(parser);
          failed |= !result.isCompliant();
          System.out.println((result.isCompliant() ? "conforme " : "REFUSÉ ") + profile + " " + file);
          result.getFailedChecks().forEach((rule, times) ->
              System.out.println("  " + rule.getClause() + "-" + rule.getTestNumber() + ", " + times + " fois"));
        }
      }
    }
    System.exit(failed ? 1 : 0);
  }
}
