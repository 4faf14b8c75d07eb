package crm.leads.scoring;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The threads of this instance that score leads and train models. What people did goes first, then imports, then rescoring. */
@Singleton
class ScoringWork {

    private static final Duration REST = Duration.ofMillis(300);
    private static final Duration REST_OF_TRAINING = Duration.ofSeconds(1);

    private final Speakers speakers;
    private final ScoreLeads scoreLeads;
    private final Rescoring rescoring;
    private final BackgroundWork scores;
    private final BackgroundWork training;

    ScoringWork(Speakers speakers, ScoreLeads scoreLeads, Rescoring rescoring, TrainModel trainModel) {
        this.speakers = speakers;
        this.scoreLeads = scoreLeads;
        this.rescoring = rescoring;
        scores = new BackgroundWork("scores", REST, this::score);
        training = new BackgroundWork("training", REST_OF_TRAINING, trainModel::next);
    }

    void start(@Observes StartupEvent started) {
        scores.start();
        training.start();
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        scores.stop();
        training.stop();
    }

    /** One batch of each kind; bulk work rests a while after each, so that it takes no more than a part of a processor. */
    private boolean score() {
        Speaker speaker = speakers.now();
        if (!speaker.isMute() && scoreLeads.changed(speaker) == ScoreLeads.BATCH) {
            return true;
        }
        if (speaker.isMute() || scoreLeads.imported(speaker) == 0) {
            rescoring.step(speaker);
        }
        return false;
    }
}
